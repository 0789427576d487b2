/** Names people know, for codes they may not. */
const NAMES: Readonly<Record<string, string>> = { BTC: "Bitcoin", ETH: "Ethereum", SOL: "Solana" };

/** "Bitcoin" for "BTC"; a code we do not know stays itself. */
export function assetName(code: string): string {
  return NAMES[code] ?? code;
}
