/** What is recorded of a venue, and of a series of past prices, as a sentence. */
import type { SeriesProblem, VenueProblem, VenueStatement } from "@/lib/engine/model";
import {
  describeLaggingBalances,
  describeMissingBalances,
  describeSharedAccount,
  describeTakenAccount,
} from "./describe-shared-account";

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
    case "late-balances":
      return `${statement.venue}'s balance of ${statement.assets.join(", ")} does not show our last fills yet. Nothing new is planned from it until it does.`;
    case "not-divided":
      return describeSharedAccount(statement.venue, statement.users, statement.portfolioId);
    case "taken":
      return describeTakenAccount(statement.venue, statement.users);
    case "lagging":
      return describeLaggingBalances(statement.venue);
    case "missing":
      return describeMissingBalances(statement.venue, statement.missing);
    case "text":
      return statement.text;
  }
}

/** Beside a problem's kind; "" where nothing is known of it but that. */
export function statementOfProblem({ statement, message }: Pick<VenueProblem, "statement" | "message">): string {
  return statement === undefined ? (message ?? "") : describeVenueStatement(statement);
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
