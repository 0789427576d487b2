/**
 * How much of the portfolio to hold in its risky part, so that the whole has the wanted volatility: wanted / estimated, at
 * most `exposureMax`. Both a year of 365 days. Worked: wanted 40 %, estimated 80 %: half is invested, the rest is safe.
 * Sources: Moreira and Muir, "Volatility-managed portfolios", Journal of Finance 72 (2017), who scale by variance; Harvey,
 * Hoyle, Korgaonkar, Rattray, Sargaison and Van Hemert, "The impact of volatility targeting", Journal of Portfolio Management
 * 45 (2018), who scale by volatility as is done here.
 */
export function exposureFor(volatilityWanted: number, sigmaDay: number, exposureMax: number): number {
  const estimated = sigmaDay * Math.sqrt(365);
  return estimated > 0 ? Math.min(volatilityWanted / estimated, exposureMax) : exposureMax;
}
