export const WAYS = ["paper", "holdings", "scratch"] as const;
export type Way = (typeof WAYS)[number];
