import { Money } from "@/components/figures/money";
import { Quantity } from "@/components/figures/quantity";
import { AssetName } from "@/components/ui/asset-name";
import { Disclosure } from "@/components/ui/disclosure";
import { Table, Td, Th } from "@/components/ui/table";
import { assetName } from "@/lib/engine/model";
import { sum } from "@/lib/money";
import type { VenueView } from "./types";

type Balance = VenueView["balances"][number];
const SHOWN_AT_FIRST = 8;

interface BalanceTableProps {
  venue: Pick<VenueView, "name" | "kind" | "balances" | "problem">;
  baseCurrency: string;
}

/** What lies at a venue, the largest first. Many small ones fold away, with their number and their sum. */
export function BalanceTable({ venue, baseCurrency }: BalanceTableProps) {
  const { balances } = venue;
  const hasNotes = balances.some((balance) => balance.note);
  if (balances.length === 0)
    return (
      <p className="border-t border-hairline px-3.5 py-3 md:px-5 text-text-faint">
        {venue.problem ? "Its holdings are not known now." : "Nothing lies here."}
      </p>
    );
  // One more row takes no more space than the line that folds it away.
  const shown = balances.length > SHOWN_AT_FIRST + 1 ? balances.slice(0, SHOWN_AT_FIRST) : balances;
  const folded = balances.slice(shown.length);
  return (
    <>
      <Table isStacked className="table-fixed" aria-label={`Balances at ${venue.name}`}>
        <thead>
          <tr>
            <Th className="w-[28%]">Asset</Th>
            <Th isNumeric className={hasNotes ? "w-[19%]" : undefined}>
              Quantity
            </Th>
            <Th isNumeric className={hasNotes ? "w-[19%]" : "w-[30%]"}>
              Value, {baseCurrency}
            </Th>
            {hasNotes && <Th className="md:pl-8">Note</Th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((balance) => (
            <BalanceRow key={keyOf(balance)} balance={balance} hasNote={hasNotes} />
          ))}
        </tbody>
        {folded.length === 0 && balances.length > 1 && (
          <tfoot>
            <tr>
              <Td place={1}>Total</Td>
              <Td place="hide" />
              <Td isNumeric place={2}>
                <Money value={totalOf(balances)} />
              </Td>
              {hasNotes && <Td place="hide" />}
            </tr>
          </tfoot>
        )}
      </Table>
      {folded.length > 0 && (
        <Disclosure
          className="border-t border-hairline px-3.5 py-1 md:px-5"
          summary={
            <span>
              {folded.length} more, <Money value={totalOf(folded)} unit={baseCurrency} />
            </span>
          }
        >
          <ul className="grid gap-x-8 pb-2 md:grid-cols-2">
            {folded.map((balance) => (
              <li key={keyOf(balance)} className="flex min-h-8 items-center gap-3">
                <span className="font-medium">{balance.asset}</span>
                <span className="ml-auto text-xs text-text-faint">
                  <Quantity value={balance.quantity} />
                </span>
                <Money value={balance.valueBase} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

function BalanceRow({ balance, hasNote }: { balance: Balance; hasNote: boolean }) {
  const name = assetName(balance.asset);
  return (
    <tr>
      <Td place={1}>
        <AssetName name={name} code={balance.asset} />
      </Td>
      <Td isNumeric place={3}>
        <Quantity value={balance.quantity} />
      </Td>
      <Td isNumeric place={2}>
        <Money value={balance.valueBase} />
      </Td>
      {hasNote && (
        <Td place={balance.note ? 5 : "hide"} className="text-text-soft md:pl-8">
          {balance.note}
        </Td>
      )}
    </tr>
  );
}

/** What earns is a row of its own beside what is free. */
const keyOf = ({ asset, note }: Balance) => `${asset} ${note ?? ""}`;

/** Null as soon as one value is not known: a sum of the rest would pass for the whole. */
function totalOf(balances: readonly Balance[]): string | null {
  const values = balances.flatMap((balance) => balance.valueBase ?? []);
  return values.length < balances.length ? null : sum(values);
}
