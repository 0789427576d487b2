import type { BacktestEvent } from "@/lib/engine/backtest/model";

const COLUMNS = 1200;

/** Rebalances as ticks on the baseline; those that would fall on one another are drawn once. */
export function TradeTicks({ events, first, last }: { events: readonly BacktestEvent[]; first: number; last: number }) {
  const columns = new Set(events.map((event) => Math.round(((event.at - first) / (last - first || 1)) * COLUMNS)));
  const path = [...columns].map((column) => `M${column / (COLUMNS / 100)} 1V7`).join("");
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="block h-2 w-full" aria-hidden="true">
      <path d={path} stroke="var(--color-accent)" strokeWidth="1" vectorEffect="non-scaling-stroke" opacity=".75" />
    </svg>
  );
}
