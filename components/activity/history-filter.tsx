"use client";
import { useSearchParams } from "next/navigation";
import type { RouterOutputs } from "@/components/trpc/types";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { useSetQueryParams } from "@/components/venue/use-query-param";
import { assetName, ORDER_STATES, REBALANCE_STATES } from "@/lib/engine/model";
import { ORDER_STATE_LABELS } from "@/lib/format/labels/orders";
import { REBALANCE_STATE_LABELS } from "@/lib/format/labels/rebalances";
import { formatPeriod } from "@/lib/format/time";
import { FLOW_KINDS, type HistoryKind } from "@/lib/schemas/history";

type Options = readonly { value: string; label: string }[];

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const STATES: Record<HistoryKind, Options> = {
  rebalances: REBALANCE_STATES.map((value) => ({ value, label: REBALANCE_STATE_LABELS[value] })),
  orders: ORDER_STATES.map((value) => ({ value, label: capitalised(ORDER_STATE_LABELS[value].inList) })),
  "cash-flows": FLOW_KINDS.map((value) => ({ value, label: `${capitalised(value)}s` })),
  fees: [],
};

interface HistoryFilterProps {
  kind: HistoryKind;
  facets: RouterOutputs["portfolios"]["historyFacets"];
}

/** Period, asset and state. The choice stands in the address: it can be shared, reloaded and gone back from. */
export function HistoryFilter({ kind, facets }: HistoryFilterProps) {
  const search = useSearchParams();
  const setParams = useSetQueryParams();
  const change = (changes: Record<string, string>) =>
    setParams(Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value === "" ? null : value])));
  const chosen = (name: string) => search.get(name) ?? "";
  const isFiltered = ["period", "asset", "state"].some((name) => search.has(name));
  const years = [...new Set(facets.months.map((month) => month.slice(0, 4)))];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterSelect
        label="Period"
        value={chosen("period")}
        onChange={(period) => change({ period })}
        all="All time"
        options={[...facets.months, ...years].map((value) => ({ value, label: formatPeriod(value) }))}
      />
      <FilterSelect
        label="Asset"
        value={chosen("asset")}
        onChange={(asset) => change({ asset })}
        all="All assets"
        options={facets.assets.map((value) => ({ value, label: labelOf(value) }))}
      />
      {STATES[kind].length > 0 && (
        <FilterSelect
          label="State"
          value={chosen("state")}
          onChange={(state) => change({ state })}
          all="All states"
          options={STATES[kind]}
        />
      )}
      {isFiltered && (
        <Button variant="quiet" onClick={() => change({ period: "", asset: "", state: "" })}>
          Show all
        </Button>
      )}
    </div>
  );
}

/** "Bitcoin, BTC" */
const labelOf = (asset: string) => (assetName(asset) === asset ? asset : `${assetName(asset)}, ${asset}`);

interface FilterSelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Names what stands without a choice. */
  all: string;
  options: Options;
}

function FilterSelect({ label, value, onChange, all, options }: FilterSelectProps) {
  // What the address names and the list has not, stays to be seen and taken back.
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <span className="min-w-0 max-md:flex-[1_1_8.5rem] md:w-40">
      <Select
        aria-label={label}
        value={value}
        onChange={onChange}
        options={[{ value: "", label: all }, ...options, ...(isKnown ? [] : [{ value, label: value }])]}
      />
    </span>
  );
}
