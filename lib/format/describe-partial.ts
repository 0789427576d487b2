/** Why a total is not whole: what in it is counted at an older price or balance, and what is not counted at all. */
import { assetName, type Decision, type SuspectFact } from "@/lib/engine/model";
import { listNames } from "./names";

/** null: everything in it was confirmed at the last check. */
export function describePartial(decision: Decision): string | null {
  const reasons = decision.kind === "hold" ? decision.reasons : [];
  const all = decision.suspects ?? reasons.flatMap((reason) => (reason.kind === "unconfirmed" ? reason.suspects : []));
  // Off its peg it is counted at its market, which is confirmed.
  const suspect = all.filter(({ suspicion }) => suspicion !== "off-peg");
  const unpriced = reasons.flatMap((reason) => (reason.kind === "price-missing" ? reason.assets : []));
  const isUncounted = (fact: SuspectFact) => fact.about === "price" && fact.counted === null;
  const uncounted = [...suspect.filter(isUncounted).map(({ asset }) => asset), ...unpriced];
  const older = suspect.filter((fact) => !isUncounted(fact));
  const prices = older.filter(({ about }) => about === "price").map(({ asset }) => asset);
  const balances = older.filter(({ about }) => about === "balance").map(({ asset }) => asset);
  const sentences = [
    prices.length > 0 ? `${named(prices)} at the last confirmed price.` : null,
    balances.length > 0 ? `${named(balances)} at the last confirmed balance.` : null,
    uncounted.length > 0 ? `Without ${named(uncounted)}: no usable price.` : null,
  ].filter((sentence) => sentence !== null);
  return sentences.length > 0 ? sentences.join(" ") : null;
}

const named = (assets: readonly string[]) => listNames([...new Set(assets)].map(assetName));
