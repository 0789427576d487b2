import { Chip } from "@/components/ui/chip";
import type { PortfolioMode } from "./types";

const MODES: Record<Exclude<PortfolioMode, "live">, { word: string; title: string }> = {
  "paper-live-prices": { word: "Paper", title: "Paper money at live public prices. No order reaches an exchange." },
  "paper-simulated": { word: "Simulated", title: "Paper money in a simulated market. Prices are made up." },
  manual: { word: "By hand", title: "Holdings entered by hand. Evenkeel counts them and trades nothing." },
};

/** Says wherever money is not real; real money needs no chip. */
export function ModeChip({ mode }: { mode: PortfolioMode }) {
  if (mode === "live") return null;
  return (
    <Chip tone={mode === "manual" ? "neutral" : "accent"} title={MODES[mode].title}>
      {MODES[mode].word}
    </Chip>
  );
}
