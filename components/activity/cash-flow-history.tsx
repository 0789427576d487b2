"use client";
import { Money } from "@/components/figures/money";
import { Quantity } from "@/components/figures/quantity";
import { Time } from "@/components/figures/time";
import { Unknown } from "@/components/figures/unknown";
import { useTRPCClient } from "@/components/trpc/client";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import { LoadMore } from "./load-more";
import type { CashFlowFilter, CashFlowRow } from "./types";
import { type Page, useOlder } from "./use-older";

interface CashFlowHistoryProps {
  first: Page<CashFlowRow>;
  filter: CashFlowFilter;
  baseCurrency: string;
}

/** What came in and went out, at its worth when the check that found it booked it. */
export function CashFlowHistory({ first, filter, baseCurrency }: CashFlowHistoryProps) {
  const client = useTRPCClient();
  const { rows, ...more } = useOlder(first, (cursor) => client.cashFlows.list.query({ ...filter, cursor }));
  return (
    <>
      <Table isStacked aria-label="Deposits and withdrawals">
        <thead>
          <tr>
            <Th>Booked</Th>
            <Th>What</Th>
            <Th isNumeric>Quantity</Th>
            <Th isNumeric>Value then, {baseCurrency}</Th>
            <Th>Venue</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <Td place={3} className="text-text-faint">
                <Time at={row.at} />
              </Td>
              <Td place={1}>
                <span className="text-text-soft">{row.kind === "deposit" ? "Deposit of" : "Withdrawal of"}</span>{" "}
                <span className="font-medium">{row.name}</span>
                <Subline className="md:hidden">{row.venueName}</Subline>
              </Td>
              <Td place={4} isNumeric>
                <Quantity value={row.kind === "deposit" ? row.quantity : `-${row.quantity}`} unit={row.asset} />
              </Td>
              <Td place={2} isNumeric>
                {row.value === null ? (
                  <Unknown />
                ) : (
                  <Money value={row.kind === "deposit" ? row.value : `-${row.value}`} isSigned />
                )}
              </Td>
              <Td place="hide">{row.venueName ?? <Unknown isKnownAbsent />}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <LoadMore {...more} what="deposits and withdrawals" />
    </>
  );
}
