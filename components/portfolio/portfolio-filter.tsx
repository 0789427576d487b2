"use client";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useSetQueryParams } from "@/components/venue/use-query-param";
import { PORTFOLIO_STATES } from "@/lib/engine/model";
import { PORTFOLIO_STATE_LABELS, portfolioModeName } from "@/lib/format/labels/portfolio-states";
import type { ListPortfoliosInput, PortfolioSort } from "@/lib/schemas/overview";
import type { OverviewPageView } from "./types";

/** Typing waits this long for the next letter before the list follows. */
const TYPING_MS = 250;

const SORTS: readonly { value: PortfolioSort | `-${PortfolioSort}`; label: string }[] = [
  { value: "value", label: "Largest first" },
  { value: "-value", label: "Smallest first" },
  { value: "state", label: "What needs you first" },
  { value: "drift", label: "Farthest drifted first" },
  { value: "change", label: "Gained most first" },
  { value: "-change", label: "Lost most first" },
  { value: "name", label: "By name" },
];

interface PortfolioFilterProps {
  view: Pick<OverviewPageView, "states" | "list" | "archivedCount">;
  input: ListPortfoliosInput;
}

/** What of the list is shown, in which order: all of it stands in the address. */
export function PortfolioFilter({ view, input }: PortfolioFilterProps) {
  const setParams = useSetQueryParams();
  const choose = (name: string) => (value: string) => setParams({ [name]: value || null, page: null });
  const { venues, modes } = view.list;
  const sort = `${input.isReversed ? "-" : ""}${input.sort ?? "value"}`;
  const isFiltered = input.search || input.state || input.mode || input.venueId;
  return (
    <search className="flex min-w-0 flex-wrap items-center gap-2 max-md:w-full max-md:*:min-w-[calc(50%-4px)] max-md:*:flex-1">
      <SearchInput value={input.search ?? ""} onSearch={choose("q")} />
      <Select
        className="w-auto"
        aria-label="State"
        value={input.state ?? ""}
        onChange={choose("state")}
        options={[
          { value: "", label: "Every state" },
          ...PORTFOLIO_STATES.flatMap((state) => {
            const count = view.states[state] ?? 0;
            const isChosen = state === input.state;
            return count > 0 || isChosen ? { value: state, label: `${PORTFOLIO_STATE_LABELS[state]} (${count})` } : [];
          }),
        ]}
      />
      {venues.length > 1 && (
        <Select
          className="w-auto md:max-w-44"
          aria-label="Venue"
          value={input.venueId ?? ""}
          onChange={choose("venue")}
          options={[{ value: "", label: "Every venue" }, ...venues.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      {modes.length > 1 && (
        <Select
          className="w-auto"
          aria-label="Mode"
          value={input.mode ?? ""}
          onChange={choose("mode")}
          options={[
            { value: "", label: "Every mode" },
            ...modes.map((mode) => ({ value: mode, label: portfolioModeName(mode) })),
          ]}
        />
      )}
      <Select className="w-auto" aria-label="Order" value={sort} onChange={choose("sort")} options={SORTS} />
      {isFiltered && (
        <Button
          variant="quiet"
          onClick={() => setParams({ q: null, state: null, venue: null, mode: null, page: null })}
        >
          Show all
        </Button>
      )}
    </search>
  );
}

function SearchInput({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address is the truth: another link, or "Show all", empties the box.
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), TYPING_MS);
  };
  return (
    <TextInput
      type="search"
      className="w-44 max-md:w-full"
      aria-label="Search portfolios"
      placeholder="Search"
      maxLength={80}
      value={typed}
      onChange={(event) => search(event.target.value)}
    />
  );
}
