/** How a venue is told in words: what it is, what its key may do, how it does. */
import type { VenueView } from "@/lib/schemas/views";

type Kind = Pick<VenueView, "kind" | "isSimulated" | "exchangeName">;

/** The label that no screen leaves out: is this real money, made-up money, or a list kept by hand? */
export function kindWords(venue: Kind): string {
  if (venue.kind === "manual") return "Kept by hand";
  if (venue.kind === "paper")
    return venue.isSimulated ? "Paper, simulated prices" : `Paper, ${venue.exchangeName ?? "public"} prices`;
  return venue.exchangeName ?? "Exchange account";
}

export function kindSentence(venue: Kind): string {
  if (venue.kind === "manual") return "Counted in weights, never traded.";
  if (venue.kind === "paper")
    return venue.isSimulated
      ? "Made-up money at made-up prices. Nothing here is real."
      : "Made-up money at real public prices. No order leaves this machine.";
  return "Real money.";
}

/** "can trade, cannot withdraw"; says so where the exchange does not tell. */
export function permissionWords(venue: Pick<VenueView, "kind" | "permissions">): string {
  if (venue.kind === "manual") return "nothing to permit";
  if (venue.kind === "paper") return "can trade";
  const { canTrade, canWithdraw } = venue.permissions ?? { canTrade: null, canWithdraw: null };
  const trade = canTrade === null ? "trading: not told" : canTrade ? "can trade" : "cannot trade";
  const withdraw = canWithdraw === null ? "withdrawal: not told" : canWithdraw ? "can withdraw" : "cannot withdraw";
  return `${trade}, ${withdraw}`;
}

/** What to do about a problem, where the words of the problem give it away. */
export function wayOut(venue: Pick<VenueView, "kind">, message: string): string {
  if (venue.kind === "manual") return "Try again in a moment.";
  if (/cannot be opened|another master key/i.test(message)) return "Put the old master key back, or replace the keys.";
  if (/key|signature|permission|auth/i.test(message))
    return "Check the key at the exchange, then test again or replace the keys.";
  if (/clock|time ?stamp|recvwindow/i.test(message)) return "Set this computer's clock, then test again.";
  return "Evenkeel asks again by itself. Until it answers, nothing is traded there.";
}
