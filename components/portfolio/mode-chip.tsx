import { Chip } from "@/components/ui/chip";
import { PORTFOLIO_MODE_LABELS } from "@/lib/format/labels/portfolio-modes";
import type { PortfolioMode } from "./types";

/** Says wherever money is not real; real money needs no chip. */
export function ModeChip({ mode }: { mode: PortfolioMode }) {
  if (mode === "live") return null;
  return (
    <Chip tone={mode === "manual" ? "neutral" : "accent"} title={PORTFOLIO_MODE_LABELS[mode].line}>
      {PORTFOLIO_MODE_LABELS[mode].name}
    </Chip>
  );
}
