"use client";
import Link from "next/link";
import { Money } from "@/components/figures/money";
import { Quantity } from "@/components/figures/quantity";
import { Time } from "@/components/figures/time";
import { Unknown } from "@/components/figures/unknown";
import { useTRPCClient } from "@/components/trpc/client";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import { LoadMore } from "./load-more";
import type { FeeFilter, FeeRow } from "./types";
import { type Page, useOlder } from "./use-older";

interface FeeHistoryProps {
  first: Page<FeeRow>;
  filter: FeeFilter;
  baseCurrency: string;
}

/** What every fill cost, in the asset it was taken in and at the price of the fill. */
export function FeeHistory({ first, filter, baseCurrency }: FeeHistoryProps) {
  const client = useTRPCClient();
  const { rows, ...more } = useOlder(first, (cursor) => client.fees.list.query({ ...filter, cursor }));
  return (
    <>
      <Table isStacked aria-label="Fees">
        <thead>
          <tr>
            <Th>Filled</Th>
            <Th>Order</Th>
            <Th>Venue</Th>
            <Th isNumeric>Fee</Th>
            <Th isNumeric>Value then, {baseCurrency}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <Td place={3} className="text-text-faint">
                <Time at={row.at} />
              </Td>
              <Td place={1}>
                <Link className="hover:underline hover:underline-offset-3" href={`/rebalances/${row.rebalanceId}`}>
                  <span className="text-text-soft">{row.side === "sell" ? "Sell" : "Buy"}</span>{" "}
                  <span className="font-medium">{row.symbol.replace("/", "-")}</span>
                </Link>
                <Subline className="md:hidden">{row.venueName}</Subline>
              </Td>
              <Td place="hide">{row.venueName}</Td>
              <Td place={4} isNumeric>
                <Quantity value={row.quantity} unit={row.asset} />
              </Td>
              <Td place={2} isNumeric>
                {row.value === null ? <Unknown /> : <Money value={row.value} />}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <LoadMore {...more} what="fees" />
    </>
  );
}
