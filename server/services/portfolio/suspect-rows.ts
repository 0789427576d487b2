/** What is suspect and what was set aside at the last check, for the portfolio's page (pure). */
import { canAccept } from "@/lib/engine/confirm/accept-suspect";
import type { Decision, Snapshot } from "@/lib/engine/model";
import { assetName, describeSuspect, type Reader } from "@/lib/format";
import { isZero, sum } from "@/lib/money";
import type { SetAsideView, SuspectView } from "./types";

export function suspectRows({ suspects = [], setAside = [] }: Snapshot, reader: Reader): readonly SuspectView[] {
  const aside = new Set(setAside.map(({ asset }) => asset));
  return suspects
    .filter(({ asset }) => !aside.has(asset))
    .map((suspect) => ({
      ...suspect,
      key: `${suspect.about} ${suspect.asset} ${suspect.about === "balance" ? suspect.venueId : ""}`,
      name: assetName(suspect.asset),
      sentence: describeSuspect(suspect, reader),
      canAccept: canAccept(suspect),
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
      (reason.kind === "unconfirmed" &&
        reason.suspects.some((suspect) => suspect.about === "price" && suspect.counted === null)),
  );
}
