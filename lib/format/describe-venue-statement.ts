/** What is noted of a venue, and of a series of past prices, as a sentence. */
import type { SeriesProblem, VenueStatement } from "@/lib/engine/model";

export function describeVenueStatement(statement: VenueStatement): string {
  switch (statement.kind) {
    case "venue":
      return statement.venueMessage;
    case "unreadable":
      return `${statement.venue} could not be read: ${statement.message}`;
    case "money-can-leave":
      return "The key can now move money out. Switch that off at the exchange; nothing is traded until then.";
    case "cannot-open":
      return "Evenkeel could not open this venue. The log names the reason.";
    case "no-answer-yet":
      return "No answer yet.";
    case "text":
      return statement.text;
  }
}

export function describeSeriesProblem(problem: SeriesProblem): string {
  switch (problem.kind) {
    case "venue":
      return problem.venueMessage;
    case "no-prices":
      return `${problem.source} has no ${problem.timeframe} prices of ${problem.symbol} since then.`;
    case "text":
      return problem.text;
  }
}
