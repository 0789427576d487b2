/** Assets offered while typing. Anything else can be typed too: the venue decides what it trades. */
export const KNOWN_ASSETS: readonly (readonly [code: string, name: string])[] = [
  ["BTC", "Bitcoin"],
  ["ETH", "Ethereum"],
  ["USDT", "Tether"],
  ["USDC", "USD Coin"],
  ["SOL", "Solana"],
  ["BNB", "BNB"],
  ["XRP", "XRP"],
  ["ADA", "Cardano"],
  ["DOGE", "Dogecoin"],
  ["AVAX", "Avalanche"],
  ["LINK", "Chainlink"],
  ["DOT", "Polkadot"],
  ["TRX", "TRON"],
  ["POL", "Polygon"],
  ["LTC", "Litecoin"],
  ["BCH", "Bitcoin Cash"],
  ["UNI", "Uniswap"],
  ["ATOM", "Cosmos"],
  ["XLM", "Stellar"],
  ["NEAR", "NEAR"],
  ["AAVE", "Aave"],
  ["ARB", "Arbitrum"],
  ["OP", "Optimism"],
  ["MKR", "Maker"],
  ["DAI", "Dai"],
  ["FIL", "Filecoin"],
  ["APT", "Aptos"],
  ["SUI", "Sui"],
  ["INJ", "Injective"],
  ["PAXG", "PAX Gold"],
  ["EUR", "Euro"],
  ["USD", "US dollar"],
];

/** Suggestions for what is typed: codes that start with it, then names that contain it. */
export function suggestAssets(typed: string, taken: ReadonlySet<string>): (readonly [string, string])[] {
  const text = typed.trim().toUpperCase();
  const free = KNOWN_ASSETS.filter(([code]) => !taken.has(code));
  if (!text) return free.slice(0, 8);
  const byCode = free.filter(([code]) => code.startsWith(text));
  const byName = free.filter(([code, name]) => !code.startsWith(text) && name.toUpperCase().includes(text));
  return [...byCode, ...byName].slice(0, 8);
}
