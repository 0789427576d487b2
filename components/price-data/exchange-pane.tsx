"use client";
import { useState } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, fieldLabelClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { DAY_MS } from "@/lib/engine/model";
import { plural } from "@/lib/format/plural";
import { sortByUse } from "./exchange-order";
import { FIELDS_ROW } from "./fields-row";
import { SeriesTable } from "./series-table";
import type { PricesChoice } from "./types";
import type { StoredSeries } from "./use-series";

const BARS = [
  { value: "1d", label: "Daily" },
  { value: "4h", label: "4 hours" },
  { value: "1h", label: "Hourly" },
] as const;
type Bars = (typeof BARS)[number]["value"];

const YEARS = ["1", "2", "3", "5", "8"] as const;
const CALENDAR_YEAR_MS = 365.25 * DAY_MS;

interface ExchangePaneProps {
  wanted: PricesChoice;
  stored: StoredSeries;
  onUse: (choice: PricesChoice) => void;
}

/** What to fetch, the fetching as it goes, and the way on. Closing the dialog stops nothing. */
export function ExchangePane({ wanted, stored, onUse }: ExchangePaneProps) {
  const [exchangeId, setExchangeId] = useState(/^exchange:(.+)$/.exec(wanted.source)?.[1] ?? "binance");
  const [text, setText] = useState(wanted.assets.filter((asset) => asset !== wanted.quote).join(", "));
  const [quote, setQuote] = useState(wanted.quote);
  const [timeframe, setTimeframe] = useState<Bars>(BARS.find(({ value }) => value === wanted.timeframe)?.value ?? "1d");
  const [years, setYears] = useState<(typeof YEARS)[number]>("5");
  const source = `exchange:${exchangeId}`;
  const assets = [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ].filter((each) => each !== quote);
  const fill = useAction(async () => {
    const from = Math.floor(Date.now() - Number(years) * CALENDAR_YEAR_MS);
    await mutate("history.fill", { source, assets, quote, timeframe, from });
    if (stored.state === "ready") stored.reload();
  });
  const list = stored.state === "ready" ? stored.list : null;
  const rows =
    list?.series.filter(
      (each) =>
        each.source === source && each.quote === quote && each.timeframe === timeframe && assets.includes(each.asset),
    ) ?? [];
  const isWhole = assets.length > 0 && assets.every((asset) => rows.some((row) => row.asset === asset && row.bars > 1));
  const isMoving = rows.some(({ state }) => state === "waiting" || state === "filling");
  const exchanges = sortByUse(list?.exchanges ?? [{ id: exchangeId, name: exchangeId }]);
  return (
    <div className="grid gap-4">
      <div className={FIELDS_ROW}>
        <Field label="Exchange" hint="Public prices, read without a key.">
          <Select
            value={exchangeId}
            onChange={setExchangeId}
            options={exchanges.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label="Counted in">
          <TextInput
            value={quote}
            maxLength={20}
            onChange={(event) => setQuote(event.target.value.trim().toUpperCase())}
          />
        </Field>
      </div>
      <Field label="Assets" hint="Their codes, parted by commas.">
        <TextInput
          value={text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className={FIELDS_ROW}>
        <div className="grid content-start gap-1.5">
          <span className={fieldLabelClass}>Bars</span>
          <div>
            <Segmented label="Length of a bar" options={BARS} value={timeframe} onChange={setTimeframe} />
          </div>
        </div>
        <div className="grid content-start gap-1.5">
          <span className={fieldLabelClass}>Years back</span>
          <div>
            <Segmented label="Years back" options={YEARS} value={years} onChange={setYears} />
          </div>
        </div>
      </div>
      {fill.problem && (
        <Callout tone="negative" title="Nothing was fetched">
          {fill.problem}
        </Callout>
      )}
      {stored.state === "failed" && (
        <Callout tone="negative" actions={<Button onClick={stored.reload}>Try again</Button>}>
          {stored.message}
        </Callout>
      )}
      {rows.length > 0 && <SeriesTable series={rows} label="Prices being fetched" />}
      <p className="sr-only" role="status">
        {isMoving ? "Prices are being fetched." : isWhole ? "All prices are here." : ""}
      </p>
      <div className="flex flex-wrap gap-2">
        {isWhole && (
          <Button variant="primary" onClick={() => onUse({ source, quote, timeframe, assets })}>
            {isMoving ? "Use what is here" : "Use these prices"}
          </Button>
        )}
        <Button
          variant={isWhole ? "default" : "primary"}
          isBusy={fill.isPending}
          disabled={assets.length === 0 || quote === "" || isMoving}
          onClick={() => fill.run()}
        >
          {isWhole ? "Bring up to date" : `Fetch ${plural(assets.length, "asset")}`}
        </Button>
      </div>
    </div>
  );
}
