/** What one line of the review says, and when it can be chosen; what the banner says of one and of many. */
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ReviewBanner } from "@/components/portfolio/review-banner";
import type { Outcome } from "./approve-all";
import { ReviewRow } from "./review-row";
import type { WaitingRow } from "./types";

const ROW: WaitingRow = {
  rebalanceId: "r1",
  planHash: "h",
  portfolioId: "p1",
  portfolioName: "Core",
  mode: "live",
  venues: [],
  baseCurrency: "USDT",
  title: "Bring Bitcoin back to target",
  why: "Bitcoin is 2.0 pp over its band.",
  trades: [{ side: "sell", base: "BTC", quote: "USDT", notionalBase: "120.5" }],
  tradedBase: "120.5",
  cost: "0.12",
  costBps: 0.6,
  driftBefore: 0.05,
  driftAfter: 0.001,
  expiresAt: Date.UTC(2100, 0, 1),
  problem: null,
  notes: [],
};

function rowText(change: { row?: Partial<WaitingRow>; reason?: string; outcome?: Outcome } = {}): string {
  const { row = {}, reason = null, outcome } = change;
  const shown = { row: { ...ROW, ...row }, reason, outcome, isChosen: true, isLocked: false };
  return renderToStaticMarkup(<ReviewRow {...shown} onChoose={() => {}} />).replaceAll("\u00a0", " ");
}

const isDisabled = (html: string) => /<input[^>]* disabled=""/.test(html);
const isChecked = (html: string) => /<input[^>]*checked=""/.test(html);

test("a line says what is traded, why and at what cost, and can be chosen", () => {
  const html = rowText();
  for (const text of ["Core", ROW.why, "Sell", "120.50", "0.12", "/rebalances/r1"]) expect(html).toContain(text);
  expect([isDisabled(html), isChecked(html)]).toEqual([false, true]);
});

test("what cannot be approved says why, and what is to be known stands beside it", () => {
  const html = rowText({ reason: "Its price is too old.", row: { notes: ["More than the autopilot may do."] } });
  expect(html).toContain("Its price is too old.");
  expect(html).toContain("More than the autopilot may do.");
  expect(isDisabled(html)).toBe(true);
});

test.each<[Outcome, string, boolean]>([
  [{ kind: "asking" }, "Checking again", false],
  [{ kind: "queued" }, "same account", false],
  [{ kind: "approved" }, "Watch its run", true],
  [{ kind: "refused", message: "Prices moved.", freshRebalanceId: "r2" }, "/rebalances/r2", false],
  [{ kind: "refused", message: "Prices moved.", freshRebalanceId: null }, "Not approved: Prices moved.", false],
])("%j", (outcome, text, isDone) => {
  const html = rowText({ outcome });
  expect(html).toContain(text);
  expect([isDisabled(html), isChecked(html)]).toEqual([isDone, !isDone]);
  // What is approved expires no more.
  expect(html.includes("expires in")).toBe(!isDone);
});

test("one that waits says what it is and leads to it; many are counted and lead to the review", () => {
  const bannerOf = (waiting: Parameters<typeof ReviewBanner>[0]["waiting"]) =>
    renderToStaticMarkup(<ReviewBanner waiting={waiting} />);
  const { expiresAt: firstExpiresAt } = ROW;
  const only = { rebalanceId: "r1", portfolioName: "Core", headline: ROW.why };
  const strayed = { firstExpiresAt, areFirstPurchases: false };
  const one = bannerOf({ count: 1, only, ...strayed });
  for (const text of [ROW.why, "Core", "/rebalances/r1"]) expect(one).toContain(text);
  const many = bannerOf({ count: 1_038, only: null, ...strayed });
  for (const text of ["1,038 wait for you", "The first expires in", "/review"]) expect(many).toContain(text);
  expect(bannerOf({ count: 0, firstExpiresAt: null, areFirstPurchases: false, only: null })).toBe("");
  expect(one).toContain("bg-warning-wash");
  expect(bannerOf({ count: 1, only, firstExpiresAt, areFirstPurchases: true })).not.toContain("warning");
});
