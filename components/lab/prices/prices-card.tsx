"use client";
import { type Dispatch, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { DAY_MS } from "@/lib/engine/model";
import type { LabSpec } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "../edit-spec";
import { timeframeLabel } from "../policy/describe-policy";
import { FigureBox } from "../policy/figure-box";
import type { LabSource } from "../types";
import { dateAt, dateText } from "../value/periods";
import type { PriceEdges } from "./edges";
import { EdgesField } from "./edges-field";

const FORM_ROW = "grid grid-cols-[repeat(auto-fit,minmax(148px,1fr))] gap-x-4 gap-y-3.5";

interface PricesCardProps {
  spec: LabSpec;
  edit: Dispatch<LabEdit>;
  sources: readonly LabSource[];
  span: { firstAt: number; lastAt: number } | null;
  edges: PriceEdges;
  /** Opens the dialog that brings in prices. */
  onBring: () => void;
  onClose: () => void;
}

/** Where the prices come from, how fine, over which days, and how much is put in. Every change runs at once. */
export function PricesCard({ spec, edit, sources, span, edges, onBring, onClose }: PricesCardProps) {
  const { prices, period, costs } = spec;
  const source = sources.find((each) => each.source === prices.source) ?? null;
  const timeframes = source?.timeframes ?? [prices.timeframe];
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title="Prices and period"
      description="The run follows every change at once."
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className={FORM_ROW}>
        <Field label="Prices from">
          <Select
            value={prices.source}
            onChange={(next) => edit({ do: "source", prices: pricesFrom(sources, next, prices) })}
            options={[
              ...(source ? [] : [{ value: prices.source, label: `${prices.source} (not here)` }]),
              ...sources.map((each) => ({ value: each.source, label: each.name })),
            ]}
          />
        </Field>
        <Field label="Bars" className="*:justify-self-start">
          <Segmented
            label="Length of a bar"
            options={timeframes.map((value) => ({ value, label: timeframeLabel(value) }))}
            value={prices.timeframe}
            onChange={(timeframe) => edit({ do: "prices", prices: { timeframe } })}
          />
        </Field>
      </div>
      <div className={FORM_ROW}>
        <DateField
          label="From"
          at={period.start ?? span?.firstAt ?? null}
          isGood={(at) => at < (period.end ?? span?.lastAt ?? Number.POSITIVE_INFINITY)}
          onChange={(start) => edit({ do: "period", period: { ...period, start } })}
        />
        <DateField
          label="To"
          at={period.end ?? span?.lastAt ?? null}
          isGood={(day) => day + DAY_MS - 1 > (period.start ?? span?.firstAt ?? 0)}
          // The day counts whole.
          onChange={(day) => edit({ do: "period", period: { ...period, end: day + DAY_MS - 1 } })}
        />
        <Field label="Put in at the start">
          <FigureBox
            value={costs.startValue}
            suffix={prices.quote}
            min={1}
            max={1e12}
            onChange={(startValue) => edit({ do: "costs", costs: { startValue } })}
          />
        </Field>
      </div>
      <EdgesField edges={edges} value={costs} onChange={(terms) => edit({ do: "edges", edges: terms })} />
      <div className="flex items-center justify-between gap-4 border-t border-hairline pt-3 max-md:flex-col max-md:items-stretch">
        <p className="text-text-faint text-xs">
          {source?.isSimulated
            ? "Simulated prices are made up from a seed. They show how a policy works, not what a coin will do."
            : "Closes as stored here; nothing is filled in or rounded."}
        </p>
        <Button size="sm" onClick={onBring}>
          Bring in prices…
        </Button>
      </div>
    </Dialog>
  );
}

function pricesFrom(
  sources: readonly LabSource[],
  next: string,
  prices: LabSpec["prices"],
): Partial<LabSpec["prices"]> {
  const source = sources.find((each) => each.source === next);
  if (!source) return {};
  const timeframe = source.timeframes.includes(prices.timeframe) ? prices.timeframe : (source.timeframes[0] ?? "1d");
  const quote = source.quotes.includes(prices.quote) ? prices.quote : (source.quotes[0] ?? prices.quote);
  return { source: next, timeframe, quote };
}

interface DateFieldProps {
  label: string;
  at: number | null;
  isGood: (at: number) => boolean;
  onChange: (at: number) => void;
}

function DateField({ label, at, isGood, onChange }: DateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (at === null ? "" : dateText(at));
  const wanted = dateAt(shown);
  const error =
    typed !== null && (wanted === null || !isGood(wanted)) ? "The period must start before it ends." : undefined;
  return (
    <Field label={label} error={error}>
      <TextInput
        type="date"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = dateAt(event.target.value);
          if (next !== null && isGood(next)) onChange(next);
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}
