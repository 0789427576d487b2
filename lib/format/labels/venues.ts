/** What a venue is and what its key may do: is this real money, made-up money, or a list kept by hand? */
import type { VenueKind } from "@/lib/engine/model";

export interface VenueToLabel {
  kind: VenueKind;
  isSimulated: boolean;
  exchangeName: string | null;
}

/** The label that no screen leaves out. */
export function venueLabel(venue: VenueToLabel): string {
  switch (venue.kind) {
    case "manual":
      return "Kept by hand";
    case "paper":
      return venue.isSimulated ? "Paper, simulated prices" : `Paper, ${venue.exchangeName ?? "public"} prices`;
    case "exchange":
      return venue.exchangeName ?? "Exchange account";
  }
}

/** The same in a sentence. */
export function describeVenueKind(venue: Pick<VenueToLabel, "kind" | "isSimulated">): string {
  switch (venue.kind) {
    case "manual":
      return "Counted in weights, never traded.";
    case "paper":
      return venue.isSimulated
        ? "Made-up money at made-up prices. Nothing here is real."
        : "Made-up money at real public prices. No order leaves this machine.";
    case "exchange":
      return "Real money.";
  }
}

interface Permissions {
  canTrade: boolean | null;
  canWithdraw: boolean | null;
}

/** "can trade, cannot withdraw"; says so where the exchange does not. null: there is nothing to permit. */
export function permissionLabel(kind: VenueKind, permissions: Permissions | null): string | null {
  if (kind === "manual") return null;
  if (kind === "paper") return "can trade";
  const { canTrade, canWithdraw } = permissions ?? { canTrade: null, canWithdraw: null };
  const trade = canTrade === null ? "trading: not known" : canTrade ? "can trade" : "cannot trade";
  const withdraw = canWithdraw === null ? "withdrawal: not known" : canWithdraw ? "can withdraw" : "cannot withdraw";
  return `${trade}, ${withdraw}`;
}
