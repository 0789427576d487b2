"use client";
import { useState } from "react";
import { ask } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import type { AssetGap, SeriesView } from "./types";
import { plural, stampOf } from "./words";

const SHOWN = 8;

/** How many bars lack, and on demand where: the largest gaps first. */
export function SeriesGaps({ series }: { series: SeriesView }) {
  const [gaps, setGaps] = useState<readonly AssetGap[] | null>(null);
  const look = useDeed(async () => setGaps(await ask("history.gaps", { seriesId: series.id })));
  const lacks = `${plural(series.missing, "bar")} missing`;
  if (gaps === null) {
    return (
      <button type="button" className="link xs justify-self-start" onClick={() => look.run()} disabled={look.isPending}>
        {look.problem ?? `${lacks}, show where`}
      </button>
    );
  }
  return (
    <div className="xs">
      <p className="warn">{lacks}</p>
      <ul className="faint tabular">
        {gaps.slice(0, SHOWN).map((gap) => (
          <li key={gap.from}>
            {plural(gap.bars, "bar")} between {stampOf(gap.from, series.timeframe)} and{" "}
            {stampOf(gap.to, series.timeframe)}
          </li>
        ))}
        {gaps.length > SHOWN && <li>and {plural(gaps.length - SHOWN, "smaller gap")}</li>}
      </ul>
    </div>
  );
}
