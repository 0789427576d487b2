import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BalanceTable } from "./balance-table";
import { ConnectStopped } from "./connect-check";
import { DivisionSection } from "./division-section";
import type { DivisionView, VenueView } from "./types";
import { VenueHealth } from "./venue-health";

const render = (element: ReactElement) => renderToStaticMarkup(element);
const text = (element: ReactElement) => render(element).replace(/<[^>]+>/g, "");

const KRAKEN: VenueView = {
  id: "v1",
  kind: "exchange",
  name: "Kraken",
  exchangeId: "kraken",
  exchangeName: "Kraken",
  isSimulated: false,
  latencyMs: 42.4,
  lastOkAt: null,
  problem: null,
  unknownOrders: [],
  permissions: null,
  credentialFields: [],
  balances: [],
  portfolios: [],
  division: null,
};
const balances = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    asset: `C${index}`,
    quantity: "1",
    valueBase: String(count - index),
    note: null,
  }));
const rowsOf = (html: string) => (html.match(/<tbody>.*<\/tbody>/s)?.[0].match(/<tr>/g) ?? []).length;

test("no holdings and holdings that are not known are two things", () => {
  expect(text(<BalanceTable venue={KRAKEN} baseCurrency="EUR" />)).toBe("Nothing lies here.");
  const refusing = { ...KRAKEN, problem: { message: "The key was refused", since: 0 } };
  expect(text(<BalanceTable venue={refusing} baseCurrency="EUR" />)).toBe("Its holdings are not known now.");
});

test("one row has no total, some have one, many fold away with their own sum", () => {
  const of = (count: number) =>
    render(<BalanceTable venue={{ ...KRAKEN, balances: balances(count) }} baseCurrency="EUR" />);
  expect(of(1)).not.toContain("<tfoot>");
  expect(of(2)).toContain("<tfoot>");
  expect(rowsOf(of(9))).toBe(9);
  expect(of(9)).not.toContain("<details");
  expect(rowsOf(of(12))).toBe(8);
  expect(of(12)).toMatch(/4 more, .*10\.00/s);
});

test("a note gives every row a column for one", () => {
  const [first, second] = balances(2);
  const html = render(
    <BalanceTable venue={{ ...KRAKEN, balances: [{ ...first!, note: "staked" }, second!] }} baseCurrency="EUR" />,
  );
  expect(html).toContain(">Note</th>");
  expect(html).toMatch(/data-place="5"[^>]*>staked/);
  expect(html.match(/data-place="hide"/g)?.length).toBeGreaterThan(1);
});

test("a venue says how it does; one kept by hand has nothing to say", () => {
  expect(text(<VenueHealth venue={KRAKEN} />)).toBe("answers in 42 ms");
  expect(text(<VenueHealth venue={{ ...KRAKEN, latencyMs: null }} />)).toBe("ready");
  expect(render(<VenueHealth venue={{ ...KRAKEN, kind: "manual" }} />)).toBe("");
  const silent = { ...KRAKEN, problem: { message: "No answer", since: 0, kind: null } };
  const html = render(<VenueHealth venue={silent} />);
  expect(html).toContain("has not answered yet");
  expect(html).toContain("text-warning");
});

test("a trial names the step where it stopped, what went well before it and what was not tried", () => {
  const items = render(<ConnectStopped reason="venue-authentication" />).match(/<li.*?<\/li>/gs) ?? [];
  expect(items.map((item) => item.replace(/<[^>]+>/g, ""))).toEqual([
    "Reach the exchangewent well",
    "Compare clockswent well",
    "Try the keystopped here",
    "–Ask what the key may donot tried",
    "–Read the balancesnot tried",
  ]);
  expect(render(<ConnectStopped reason={null} />)).toBe("");
});

const part = (portfolioName: string, change: Partial<DivisionView["parts"][number]> = {}) => ({
  portfolioId: portfolioName,
  portfolioName,
  assets: [],
  balances: [],
  missing: [],
  overdrawn: [],
  ...change,
});
const divided = (change: Partial<DivisionView>): ReactElement => (
  <DivisionSection
    venue={{
      ...KRAKEN,
      division: { kind: "asset", isKnown: true, isSettling: false, parts: [], notAllotted: [], ...change },
    }}
  />
);
const BTC = (quantity: string) => [{ asset: "BTC", quantity }];

test("an account that is not divided, or did not answer, shows no parts", () => {
  expect(text(<DivisionSection venue={KRAKEN} />)).toBe("");
  expect(text(divided({ isKnown: false, parts: [part("Core", { balances: BTC("1") })] }))).toBe("");
});

test("where nobody said whose is what, nothing trades, and it is said who counts it", () => {
  const shown = text(divided({ kind: "conflict", isKnown: false, parts: [part("Core"), part("Satellites")] }));
  expect(shown).toContain("None of its portfolios trades here.");
  expect(shown).toContain("Core, Satellites use this account");
  expect(shown).toContain("it is counted in Core alone");
});

test("the parts and what is nobody's sum to the account; what a part lacks is said in it", () => {
  const shown = text(
    divided({
      parts: [
        part("Core", { balances: BTC("0.7"), missing: [{ asset: "ETH", quantity: "2" }] }),
        part("Satellites", { overdrawn: [{ asset: "BNB", quantity: "0.01" }] }),
      ],
      notAllotted: BTC("0.3"),
    }),
  );
  expect(shown).toContain("Core0.7 BTC2 ETH of its books are not there");
  expect(shown).toContain("Satellitesnothingused 0.01 BNB beyond its part");
  expect(shown).toContain("Not allotted0.3 BTC");
  expect(shown).toContain("Together, the account1 BTC");
});

test("while fills are settling nobody is asked whose the rest is", () => {
  const shown = text(divided({ kind: "quantity", isSettling: true, parts: [part("Core")], notAllotted: BTC("0.3") }));
  expect(shown).toContain("Orders were filled just now.");
  expect(shown).not.toContain("Whose is it?");
});
