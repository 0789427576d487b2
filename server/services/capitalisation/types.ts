/** Market capitalisations as screens see them. Instants are epoch ms. */

export interface CapitalisationView {
  asset: string;
  /** US dollars; null: not known. */
  value: number | null;
  at: number | null;
  /** "CoinGecko", "your file caps.csv" */
  source: string | null;
}

/** Settings: what capitalisation rules read, and where it comes from. */
export interface CapitalisationsView {
  rows: readonly (CapitalisationView & { isUsed: boolean })[];
  /** null: none is set up. */
  publicSource: string | null;
  /** Name of the owner's own file; null: none. */
  ownFile: string | null;
}
