import { Fragment } from "react";
import { Money } from "@/components/figures/money";
import { type Notional, sum } from "@/lib/money";
import type { WaitingRow } from "./types";

/** What proposals trade and cost together, by currency. */
export function SumsOf({ rows }: { rows: readonly WaitingRow[] }) {
  return [...Map.groupBy(rows, (row) => row.baseCurrency)].map(([currency, own], index) => (
    <Fragment key={currency}>
      {index > 0 && "; "}
      <Money value={sum(own.map((row) => row.tradedBase as Notional))} unit={currency} /> to trade, est. cost{" "}
      <Money value={sum(own.map((row) => row.cost as Notional))} unit={currency} />
    </Fragment>
  ));
}
