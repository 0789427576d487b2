"use client";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { linkClass } from "@/components/ui/text-link";

export interface ExchangeChoice {
  id: string;
  name: string;
  canTradeSafely: boolean;
}

/** The ones most people use, in front; the rest by name. */
const BIG = [
  "binance",
  "kraken",
  "coinbase",
  "bybit",
  "okx",
  "bitstamp",
  "kucoin",
  "bitget",
  "gate",
  "bitfinex",
  "bitvavo",
  "cryptocom",
];
const SHOWN_AT_FIRST = BIG.length;

export function sortExchanges<T extends ExchangeChoice>(exchanges: readonly T[]): T[] {
  const rank = (exchange: T) => {
    const place = BIG.indexOf(exchange.id);
    return place < 0 ? BIG.length : place;
  };
  return [...exchanges].sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

export function findExchanges<T extends ExchangeChoice>(exchanges: readonly T[], typed: string): T[] {
  const text = typed.trim().toLowerCase();
  const sorted = sortExchanges(exchanges);
  if (!text) return sorted;
  const starts = sorted.filter(({ id, name }) => id.startsWith(text) || name.toLowerCase().startsWith(text));
  const contains = sorted.filter((each) => !starts.includes(each) && each.name.toLowerCase().includes(text));
  return [...starts, ...contains];
}

interface ExchangePickerProps<T extends ExchangeChoice> {
  exchanges: readonly T[];
  onChange: (exchangeId: string) => void;
}

export function ExchangePicker<T extends ExchangeChoice>({ exchanges, onChange }: ExchangePickerProps<T>) {
  const [typed, setTyped] = useState("");
  const [isAll, setAll] = useState(false);
  const found = findExchanges(exchanges, typed);
  const shown = isAll || typed ? found : found.slice(0, SHOWN_AT_FIRST);
  return (
    <div className="grid gap-3">
      <Field label="Search" isLabelHidden>
        <TextInput
          type="search"
          placeholder={`Search ${exchanges.length} exchanges`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // Typing a name and pressing Enter takes the first that fits.
            const [first] = found;
            if (event.key === "Enter" && typed && first) onChange(first.id);
          }}
        />
      </Field>
      <ul className="grid grid-cols-2 gap-2 md:grid-cols-3 lg:grid-cols-4">
        {shown.map((exchange) => (
          <li key={exchange.id}>
            <button
              type="button"
              className="h-full min-h-10 w-full rounded-md border border-line px-3 py-1.5 text-left font-medium hover:border-edge hover:bg-hover"
              onClick={() => onChange(exchange.id)}
            >
              {exchange.name}
            </button>
          </li>
        ))}
      </ul>
      <p className="sr-only" role="status">
        {typed && `${found.length} found`}
      </p>
      {shown.length === 0 && (
        <p className="text-text-soft">No exchange is called that. Evenkeel knows spot exchanges that take API keys.</p>
      )}
      {shown.length < found.length && (
        <button type="button" className={cx(linkClass, "justify-self-start")} onClick={() => setAll(true)}>
          Show all {found.length}
        </button>
      )}
    </div>
  );
}
