"use client";
import { useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

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
  value: string | null;
  onChange: (exchangeId: string) => void;
  label: string;
}

export function ExchangePicker<T extends ExchangeChoice>({
  exchanges,
  value,
  onChange,
  label,
}: ExchangePickerProps<T>) {
  const [typed, setTyped] = useState("");
  const [isAll, setAll] = useState(false);
  const name = useId();
  const found = findExchanges(exchanges, typed);
  const shown = isAll || typed ? found : found.slice(0, SHOWN_AT_FIRST);
  return (
    <div className="grid gap-3">
      <Field label={label} isLabelHidden>
        <TextInput
          type="search"
          placeholder={`Search ${exchanges.length} exchanges`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div
        role="radiogroup"
        aria-label={label}
        className="grid max-h-72 grid-cols-2 gap-2 overflow-y-auto p-1 -m-1 md:grid-cols-3"
      >
        {shown.map((exchange) => (
          <label
            key={exchange.id}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded-md border border-line px-3 py-1.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:shadow-(--focus-ring)"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={value === exchange.id}
              onChange={() => onChange(exchange.id)}
            />
            <span className="min-w-0 truncate font-medium">{exchange.name}</span>
          </label>
        ))}
      </div>
      {shown.length === 0 && (
        <p className="soft">No exchange is called that. Evenkeel knows spot exchanges that take API keys.</p>
      )}
      {shown.length < found.length && (
        <button type="button" className="link justify-self-start" onClick={() => setAll(true)}>
          Show all {found.length}
        </button>
      )}
    </div>
  );
}
