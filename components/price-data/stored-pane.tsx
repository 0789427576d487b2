"use client";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { timeframeLabel } from "@/lib/format/labels/timeframes";
import { SeriesTable } from "./series-table";
import type { PricesChoice, SeriesView } from "./types";
import type { StoredSeries } from "./use-series";

interface StoredPaneProps {
  stored: StoredSeries;
  onUse: (choice: PricesChoice) => void;
}

interface Group {
  source: string;
  name: string;
  quote: string;
  timeframe: string;
  series: readonly SeriesView[];
}

function groupSeries(series: readonly SeriesView[]): readonly Group[] {
  const groups = Map.groupBy(series, ({ source, quote, timeframe }) => `${source} ${quote} ${timeframe}`);
  return [...groups.values()].map((each) => {
    const { source, sourceName, quote, timeframe } = each[0]!;
    return { source, name: sourceName, quote, timeframe, series: each };
  });
}

/** Everything that is stored, by source and timeframe; files can be taken out again. */
export function StoredPane({ stored, onUse }: StoredPaneProps) {
  if (stored.state === "loading") return <Skeleton height={144} />;
  if (stored.state === "failed") {
    return (
      <Callout tone="negative" actions={<Button onClick={stored.reload}>Try again</Button>}>
        {stored.message}
      </Callout>
    );
  }
  const groups = groupSeries(stored.list.series);
  if (groups.length === 0) {
    return (
      <EmptyState
        title="No prices are stored yet."
        hint="Fetch them from an exchange, or bring a file. Simulated prices need no storing."
      />
    );
  }
  return (
    <div className="grid gap-5">
      {groups.map((group) => (
        <GroupPart
          key={`${group.source} ${group.quote} ${group.timeframe}`}
          group={group}
          onUse={onUse}
          reload={stored.reload}
        />
      ))}
    </div>
  );
}

function GroupPart({ group, onUse, reload }: { group: Group; onUse: StoredPaneProps["onUse"]; reload: () => void }) {
  const importId = /^import:(.+)$/.exec(group.source)?.[1];
  const remove = useAction(async () => {
    if (importId !== undefined) await mutate("history.removeImport", { importId });
    reload();
  });
  const { source, quote, timeframe } = group;
  const assets = group.series.filter(({ bars }) => bars > 1).map(({ asset }) => asset);
  return (
    <section className="grid gap-2" aria-label={`${group.name}, ${timeframe}`}>
      <div className="flex flex-wrap items-baseline gap-2">
        <h3 className="font-medium">{group.name}</h3>
        <span className="text-text-faint text-xs">
          {timeframeLabel(timeframe)}, in {quote}
        </span>
        <span className="ml-auto flex gap-2">
          {importId !== undefined && (
            <Button size="sm" isBusy={remove.isPending} onClick={() => remove.run()}>
              Remove this file
            </Button>
          )}
          <Button size="sm" disabled={assets.length === 0} onClick={() => onUse({ source, quote, timeframe, assets })}>
            Use
          </Button>
        </span>
      </div>
      {remove.problem && <p className="text-negative text-xs">{remove.problem}</p>}
      <SeriesTable series={group.series} label={`Prices of ${group.name}`} />
    </section>
  );
}
