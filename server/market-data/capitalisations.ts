/**
 * Where market capitalisations come from: a public source behind this port, or the owner's own file (which needs no
 * port). Tickers are not unique; a source answers for the coin with the largest capitalisation of that ticker.
 */
import type { AssetId, Capitalisation } from "@/lib/engine/model";

export interface CapitalisationSource {
  /** For people: "CoinGecko". */
  readonly label: string;
  /** What is known of these assets; unknown ones are absent, never invented. Throws CapitalisationError. */
  fetch(assets: readonly AssetId[]): Promise<readonly Capitalisation[]>;
}

export class CapitalisationError extends Error {
  override name = "CapitalisationError";
  readonly kind: "unreachable" | "rate-limited" | "unreadable";
  /** Epoch ms before which querying again is useless; null: not known. */
  readonly retryAt: number | null;

  constructor(kind: CapitalisationError["kind"], message: string, retryAt: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAt = retryAt;
  }
}
