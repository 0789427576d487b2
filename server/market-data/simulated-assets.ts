/** The simulated market's assets: usual price in dollars, yearly volatility of its own, beta to the common factor. */
export interface SimulatedAsset {
  asset: string;
  name: string;
  dollars: number;
  sigma: number;
  beta: number;
  spreadBps: number;
  quantityStep: string;
}

const coin = (
  asset: string,
  name: string,
  dollars: number,
  sigma: number,
  beta: number,
  quantityStep: string,
  spreadBps = 2,
): SimulatedAsset => ({ asset, name, dollars, sigma, beta, spreadBps, quantityStep });

export const SIMULATED_ASSETS: readonly SimulatedAsset[] = [
  coin("BTC", "Bitcoin", 96_000, 0.25, 1, "0.00001", 1),
  coin("ETH", "Ethereum", 3_400, 0.4, 1.2, "0.0001", 1),
  coin("SOL", "Solana", 190, 0.55, 1.4, "0.001"),
  coin("BNB", "BNB", 640, 0.35, 1, "0.001"),
  coin("XRP", "XRP", 2.2, 0.6, 1.1, "0.1"),
  coin("ADA", "Cardano", 0.85, 0.55, 1.2, "0.1"),
  coin("DOGE", "Dogecoin", 0.32, 0.7, 1.4, "1"),
  coin("LINK", "Chainlink", 21, 0.5, 1.3, "0.01"),
  coin("AVAX", "Avalanche", 36, 0.55, 1.4, "0.01"),
  coin("DOT", "Polkadot", 7, 0.5, 1.3, "0.01"),
  coin("LTC", "Litecoin", 105, 0.4, 1, "0.001"),
  coin("BCH", "Bitcoin Cash", 430, 0.45, 1.1, "0.001", 3),
  coin("UNI", "Uniswap", 12, 0.6, 1.3, "0.01", 3),
  coin("ATOM", "Cosmos", 7.5, 0.5, 1.2, "0.01", 3),
  coin("NEAR", "Near", 5.2, 0.6, 1.4, "0.1", 3),
  coin("ARB", "Arbitrum", 0.8, 0.6, 1.4, "0.1", 4),
  coin("OP", "Optimism", 1.9, 0.6, 1.4, "0.1", 4),
  coin("AAVE", "Aave", 280, 0.6, 1.3, "0.001", 4),
  coin("XLM", "Stellar", 0.38, 0.55, 1, "1", 3),
  coin("TRX", "TRON", 0.24, 0.35, 0.7, "0.1", 2),
  coin("PAXG", "PAX Gold", 2_700, 0.14, 0, "0.0001", 3),
  coin("USDC", "USD Coin", 1, 0.002, 0, "0.01", 1),
  coin("DAI", "Dai", 1, 0.003, 0, "0.01", 2),
  coin("USDT", "Tether", 1, 0.001, 0, "0.01", 1),
  coin("EUR", "Euro", 1.08, 0.06, 0, "0.01", 1),
  coin("USD", "US dollar", 1, 0, 0, "0.01", 1),
];

const BY_CODE = new Map(SIMULATED_ASSETS.map((known) => [known.asset, known]));

export const findSimulatedAsset = (asset: string): SimulatedAsset | null => BY_CODE.get(asset) ?? null;

export const SIMULATED_QUOTES: readonly SimulatedAsset[] = ["USDT", "USDC", "EUR", "USD", "BTC"].flatMap(
  (asset) => BY_CODE.get(asset) ?? [],
);
