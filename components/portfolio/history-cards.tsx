"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useOptimistic, useState, useTransition } from "react";
import { Legend, LegendItem } from "@/components/charts/legend";
import type { SeriesView } from "@/components/charts/types";
import { ValueChart } from "@/components/charts/value-chart";
import { WeightsChart } from "@/components/charts/weights-chart";
import { type WeightsView, WeightsViewChoice } from "@/components/charts/weights-view";
import { Money } from "@/components/figures/money";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Segmented } from "@/components/ui/segmented";
import { RANGES, type Range } from "@/lib/schemas/series-range";
import { HISTORY_COLUMNS } from "./history-skeleton";

interface HistoryCardsProps {
  series: SeriesView;
  unit: string;
  colors: Readonly<Record<string, string>>;
}

/** Value and weights over one range. The range is in the URL; while the next one comes, the old figures stay, dimmed. */
export function HistoryCards({ series, unit, colors }: HistoryCardsProps) {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const [range, setRange] = useOptimistic(series.range);
  const [view, setView] = useState<WeightsView>(search.get("weights") === "stacked" ? "stacked" : "bands");
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = isPending ? setTimeout(() => setSlow(true), 150) : undefined;
    if (!isPending) setSlow(false);
    return () => clearTimeout(timer);
  }, [isPending]);

  const urlWith = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${path}?${next}`;
  };
  const changeRange = (next: Range) =>
    startTransition(() => {
      setRange(next);
      router.replace(urlWith({ range: next }), { scroll: false });
    });
  const changeView = (next: WeightsView) => {
    setView(next);
    window.history.replaceState(null, "", urlWith({ weights: next }));
  };
  const ahead = series.lead?.now.ahead ?? null;
  return (
    <div className={cx(HISTORY_COLUMNS, "transition-opacity", isSlow && "opacity-55")} aria-busy={isPending}>
      <Card labelledBy="h-value">
        <CardHeader
          id="h-value"
          title="Value"
          push={<Segmented label="Time range" options={RANGES} value={range} onChange={changeRange} />}
        />
        <CardBody>
          {series.at.length >= 3 && ahead?.startsWith("-") && (
            <p className="font-medium mb-1">
              Holding won here, by <Money value={ahead.slice(1)} unit={unit} digits={0} />.
            </p>
          )}
          <Legend className="mb-2.5" hidden={series.valueNow === null}>
            <LegendItem mark="line" color="var(--color-accent)">
              Portfolio
              <b className="font-medium text-text">
                <Money value={series.valueNow} />
              </b>
            </LegendItem>
            {series.heldNow !== null && (
              <LegendItem mark="dash" color="var(--color-holding)">
                Never rebalanced
                <b className="font-medium text-text">
                  <Money value={series.heldNow} />
                </b>
              </LegendItem>
            )}
            {ahead !== null && (
              <span className="font-medium">
                <Money value={ahead} isSigned isJudged />
              </span>
            )}
          </Legend>
          <ValueChart series={series} unit={unit} />
        </CardBody>
      </Card>
      <Card labelledBy="h-weights">
        <CardHeader id="h-weights" title="Weights" push={<WeightsViewChoice value={view} onChange={changeView} />} />
        <CardBody>
          <WeightsChart series={series} view={view} colors={colors} height={view === "stacked" ? 264 : 236} />
        </CardBody>
      </Card>
    </div>
  );
}
