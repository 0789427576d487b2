import type { Band } from "@/lib/engine/model";

const IS_MARKET: Record<Band["kind"], boolean> = {
  absolute: false,
  relative: false,
  clamp: false,
  volatility: true,
  "cost-optimal": true,
};

type MarketKind = "volatility" | "cost-optimal";

/** Whether a band takes its width from the market: then it has no one figure, and nothing to draw. */
export const isMarketBand = <T extends Pick<Band, "kind">>(band: T): band is Extract<T, { kind: MarketKind }> =>
  IS_MARKET[band.kind];
