/** What is in doubt and what was set aside at the last look, for the portfolio's page (pure). */
import { canAccept } from "@/lib/engine/confirm/accept-doubt";
import type { Decision, Snapshot } from "@/lib/engine/model";
import { assetName, describeDoubt, type Reader } from "@/lib/format";
import { isZero, sum } from "@/lib/money";
import type { DoubtView, SetAsideView } from "./types";

export function doubtRows({ doubts = [], setAside = [] }: Snapshot, reader: Reader): readonly DoubtView[] {
  const aside = new Set(setAside.map(({ asset }) => asset));
  return doubts
    .filter(({ asset }) => !aside.has(asset))
    .map((doubt) => ({
      ...doubt,
      key: `${doubt.about} ${doubt.asset} ${doubt.about === "balance" ? doubt.venueId : ""}`,
      name: assetName(doubt.asset),
      sentence: describeDoubt(doubt, reader),
      canAccept: canAccept(doubt),
    }));
}

export function setAsideRows({ setAside = [] }: Snapshot): readonly SetAsideView[] {
  return [...Map.groupBy(setAside, ({ asset }) => asset)].flatMap(([asset, rows]) => {
    const quantity = sum(rows.map((row) => row.quantity));
    const share = rows.every((row) => row.share !== null)
      ? rows.reduce((whole, row) => whole + (row.share ?? 0), 0)
      : null;
    return isZero(quantity) ? [] : [{ asset, name: assetName(asset), quantity, share }];
  });
}

/** Whether the value of this check leaves something out that counts. */
export function isPartial({ reasons }: Extract<Decision, { kind: "hold" }>): boolean {
  return reasons.some(
    (reason) =>
      reason.kind === "price-missing" ||
      (reason.kind === "in-doubt" && reason.doubts.some((doubt) => doubt.about === "price" && doubt.believed === null)),
  );
}
