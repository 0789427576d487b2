/** Figures that answer an older question: they stay, dimmed, until newer ones are there. */
export const STALE_CLASS = "opacity-55 transition-opacity duration-(--duration-quick)";
