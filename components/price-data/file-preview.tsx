"use client";
import { Fact, Facts } from "@/components/ui/facts";
import { Table, Td, Th } from "@/components/ui/table";
import { timeframeOf } from "@/lib/engine/model";
import { timeframeLabel } from "@/lib/format/labels/timeframes";
import { formatDecimal } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import type { ParsedPrices } from "@/lib/schemas/prices";
import { barTime } from "./series-labels";

const ASSETS_SHOWN = 6;
const NAMED = 12;

/** What was understood of a file: its span, its assets, its first and last rows, and whatever was repaired or assumed. */
export function FilePreview({ parsed }: { parsed: ParsedPrices }) {
  const { table, form, stepMs, gapCount, barsMissing, notes } = parsed;
  const timeframe = stepMs === null ? "1d" : timeframeOf(stepMs);
  const bars = table.times.length;
  const named = table.assets.slice(0, NAMED);
  const shown = table.assets.slice(0, ASSETS_SHOWN);
  const places = bars <= 4 ? Array.from({ length: bars }, (_, bar) => bar) : [0, 1, bars - 2, bars - 1];
  return (
    <section className="grid gap-3" aria-label="What the file holds">
      <Facts>
        <Fact label="Form" value={form === "wide" ? "closes by column" : "one row a bar"} />
        <Fact
          label="Assets"
          value={`${named.join(", ")}${table.assets.length > NAMED ? " …" : ""} in ${table.quote}`}
        />
        <Fact label="Bars" value={`${formatDecimal(bars)}, ${timeframeLabel(timeframe)}`} />
        <Fact
          label="From, to"
          value={`${barTime(table.times[0]!, timeframe)} to ${barTime(table.times.at(-1)!, timeframe)}`}
        />
        <Fact
          label="Missing"
          value={barsMissing === 0 ? "none" : `${plural(barsMissing, "bar")} in ${plural(gapCount, "gap")}`}
        />
      </Facts>
      <div className="max-h-70 overflow-auto border-y border-hairline">
        <Table isDense aria-label="First and last rows">
          <thead>
            <tr>
              <Th>Time (UTC)</Th>
              {shown.map((asset) => (
                <Th key={asset} isNumeric>
                  {asset}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map((bar) => (
              <tr key={bar}>
                <Td className="tabular-nums">{barTime(table.times[bar]!, timeframe)}</Td>
                {shown.map((asset, index) => (
                  <Td key={asset} isNumeric>
                    {table.closes[index * bars + bar]}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {table.assets.length > ASSETS_SHOWN && (
        <p className="text-text-faint text-xs">and {plural(table.assets.length - ASSETS_SHOWN, "more asset")}</p>
      )}
      {notes.length > 0 && (
        <ul className="text-text-soft text-xs list-disc pl-4">
          {notes.map((note) => (
            <li key={note.message}>
              {note.message} {note.count > 1 && <span className="text-text-faint">({formatDecimal(note.count)})</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
