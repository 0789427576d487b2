"use client";
import { useState } from "react";
import { query } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { cx } from "@/components/ui/cx";
import { linkClass } from "@/components/ui/text-link";
import { plural } from "@/lib/format/plural";
import { barTime } from "./series-labels";
import type { AssetGap, SeriesView } from "./types";

const SHOWN = 8;

/** How many bars lack, and on demand where: the largest gaps first. */
export function SeriesGaps({ series }: { series: SeriesView }) {
  const [gaps, setGaps] = useState<readonly AssetGap[] | null>(null);
  const load = useAction(async () => setGaps(await query("history.gaps", { seriesId: series.id })));
  const lacks = `${plural(series.missing, "bar")} missing`;
  if (gaps === null) {
    return (
      <button
        type="button"
        className={cx(linkClass, "justify-self-start text-xs")}
        onClick={() => load.run()}
        disabled={load.isPending}
      >
        {load.problem ?? `${lacks}, show where`}
      </button>
    );
  }
  return (
    <div className="text-xs">
      <p className="text-warning">{lacks}</p>
      <ul className="text-text-faint tabular-nums">
        {gaps.slice(0, SHOWN).map((gap) => (
          <li key={gap.from}>
            {plural(gap.bars, "bar")} between {barTime(gap.from, series.timeframe)} and{" "}
            {barTime(gap.to, series.timeframe)}
          </li>
        ))}
        {gaps.length > SHOWN && <li>and {plural(gaps.length - SHOWN, "smaller gap")}</li>}
      </ul>
    </div>
  );
}
