/** What a total over all portfolios leaves out, and why: it is named, never hidden in "not known". */
import { type AssetId, assetName } from "@/lib/engine/model";
import { listNames } from "./names";

export type MissingFromTotal =
  /** No check has valued it yet. */
  | { kind: "unchecked"; portfolio: string }
  /** No market leads from its currency to the total's. */
  | { kind: "no-rate"; portfolio: string; from: AssetId; to: AssetId }
  /** An exchange account that no portfolio uses, so that no check reads it. */
  | { kind: "unread"; venue: string }
  | { kind: "unpriced"; venue: string; assets: readonly AssetId[] };

/** "Without Savings: no venue gives a price of EUR in USDT." null: nothing is missing. */
export function describeMissing(missing: readonly MissingFromTotal[]): string | null {
  const sentences = [...Map.groupBy(missing, reasonOf)].map(
    ([reason, parts]) => `Without ${listNames(parts.map(nameOf))}: ${reason}.`,
  );
  return sentences.length > 0 ? sentences.join(" ") : null;
}

const nameOf = (part: MissingFromTotal): string => ("portfolio" in part ? part.portfolio : part.venue);

function reasonOf(part: MissingFromTotal): string {
  switch (part.kind) {
    case "unchecked":
      return "not checked yet";
    case "no-rate":
      return `no venue gives a price of ${part.from} in ${part.to}`;
    case "unread":
      return "no portfolio uses it, so no check reads it";
    case "unpriced":
      return `no usable price of ${listNames(part.assets.map(assetName))}`;
  }
}
