import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { ExportHistoryInput, HistoryKind } from "@/lib/schemas/history";
import { CashFlowHistory } from "./cash-flow-history";
import { ExportHistory } from "./export-history";
import { FeeHistory } from "./fee-history";
import { FeeMonths } from "./fee-months";
import { OrderHistory } from "./order-history";
import { RebalanceHistory } from "./rebalance-history";
import type { CashFlowRow, FeePage, OrderRow, RebalanceRow } from "./types";
import type { Page } from "./use-older";

type Of<Kind extends HistoryKind> = Extract<ExportHistoryInput, { kind: Kind }>;

type HistoryContentProps = {
  baseCurrency: string;
  /** Nothing is proposed or traded for it. */
  isWatched: boolean;
} & (
  | { kind: "rebalances"; filter: Of<"rebalances">; first: Page<RebalanceRow> }
  | { kind: "orders"; filter: Of<"orders">; first: Page<OrderRow> }
  | { kind: "cash-flows"; filter: Of<"cash-flows">; first: Page<CashFlowRow> }
  | { kind: "fees"; filter: Of<"fees">; first: FeePage }
);

interface Wording {
  title: string;
  hint: string;
  empty: string;
  emptyHint: string;
}

const WORDING: Record<HistoryKind, Wording> = {
  rebalances: {
    title: "Rebalances",
    hint: "proposed, declined and done",
    empty: "No rebalance yet.",
    emptyHint: "When a check calls for trades, they stand here, with what they cost.",
  },
  orders: {
    title: "Orders",
    hint: "sent once each, whatever happens",
    empty: "No order yet.",
    emptyHint: "Each order of a rebalance stands here, with what became of it.",
  },
  "cash-flows": {
    title: "Deposits and withdrawals",
    hint: "what was moved by somebody else than us",
    empty: "No deposit or withdrawal yet.",
    emptyHint: "What comes in or goes out is found by the next check and booked here; it is no gain and no loss.",
  },
  fees: {
    title: "Fees",
    hint: "fill by fill, at the price of the fill",
    empty: "No fee paid yet.",
    emptyHint: "What the venue takes of each fill stands here, with totals by month.",
  },
};

/** One kind of history: its rows, its file, or why there is nothing. */
export function HistoryContent(props: HistoryContentProps) {
  const { kind, filter } = props;
  const words = WORDING[kind];
  if (props.first.rows.length === 0) return <Nothing words={words} filter={filter} isWatched={props.isWatched} />;
  return (
    <>
      {kind === "fees" && <FeeMonths page={props.first} baseCurrency={props.baseCurrency} />}
      <Card labelledBy="history">
        <CardHeader
          id="history"
          title={words.title}
          hint={<span className="max-md:hidden">{words.hint}</span>}
          push={<ExportHistory input={filter} what={words.title.toLowerCase()} />}
        />
        {tableOf(props)}
      </Card>
    </>
  );
}

function tableOf(props: HistoryContentProps): ReactNode {
  const { baseCurrency } = props;
  switch (props.kind) {
    case "rebalances":
      return <RebalanceHistory first={props.first} filter={props.filter} baseCurrency={baseCurrency} />;
    case "orders":
      return <OrderHistory first={props.first} filter={props.filter} />;
    case "cash-flows":
      return <CashFlowHistory first={props.first} filter={props.filter} baseCurrency={baseCurrency} />;
    case "fees":
      return <FeeHistory first={props.first} filter={props.filter} baseCurrency={baseCurrency} />;
  }
}

interface NothingProps {
  words: Wording;
  filter: ExportHistoryInput;
  isWatched: boolean;
}

const WATCHED = "This portfolio is only watched: checks say what they would trade, and nothing is proposed or sent.";

function Nothing({ words, filter, isWatched }: NothingProps) {
  const isFiltered = filter.period !== undefined || filter.asset !== undefined || stateOf(filter) !== undefined;
  return (
    <Card>
      {isFiltered ? (
        <EmptyState
          title="Nothing here matches."
          action={<Button href={`/portfolios/${filter.portfolioId}/history?tab=${filter.kind}`}>Show all</Button>}
          hint="The filter above names a period, an asset or a state that has no rows."
        />
      ) : (
        <EmptyState title={words.empty} hint={isWatched && filter.kind !== "cash-flows" ? WATCHED : words.emptyHint} />
      )}
    </Card>
  );
}

const stateOf = (filter: ExportHistoryInput) => ("state" in filter ? filter.state : undefined);
