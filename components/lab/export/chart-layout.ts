/** Where everything stands in the exported drawing, px. */
export const CHART_WIDTH = 960;
export const CHART_HEIGHT = 690;
export const LEFT = 56;
/** Space for the names at the right ends, in the widest of the fallback fonts. */
export const RIGHT = 176;
export const PANELS = {
  value: { top: 80, height: 290 },
  fall: { top: 420, height: 84 },
  ahead: { top: 536, height: 84 },
} as const;
