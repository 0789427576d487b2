/** What is wrong, since when, and where it is mended: venues first, then the portfolios it holds up (pure). */
import type { HoldReason } from "@/lib/engine/model";
import { describeVenueStatement, headOfProblem } from "@/lib/format";
import type { PortfolioStatus } from "../portfolio/types";
import type { VenueRow } from "../venue/get";
import type { Problem } from "./types";

export function venueProblems(venues: readonly VenueRow[]): Problem[] {
  return venues.flatMap(({ name, problem, problemKind, problemSince }) =>
    problem === null
      ? []
      : {
          message: headOfProblem(name, problemKind, describeVenueStatement(problem)),
          href: "/venues",
          since: problemSince?.getTime() ?? null,
        },
  );
}

interface Stated {
  id: string;
  name: string;
  status: PortfolioStatus;
}

/** What is broken before what is in doubt. */
export function portfolioProblems(portfolios: readonly Stated[]): Problem[] {
  const hrefOf = ({ id }: Stated) => `/portfolios/${id}`;
  return [
    ...portfolios.flatMap((each): Problem[] =>
      each.status.kind === "broken"
        ? [{ message: `${each.name}: ${each.status.headline}`, href: hrefOf(each), since: each.status.since }]
        : [],
    ),
    ...portfolios.flatMap((each): Problem[] => {
      const since = each.status.kind === "holding" ? suspectSince(each.status.reasons) : null;
      return since === null ? [] : [{ message: `${each.name}: in doubt`, href: hrefOf(each), since }];
    }),
  ];
}

/** Since when something holds a portfolio that its owner may have to settle; null: nothing does. */
function suspectSince(reasons: readonly HoldReason[]): number | null {
  const since = reasons.flatMap((reason) => {
    if (reason.kind === "unconfirmed") return reason.suspects.map((suspect) => suspect.since);
    return reason.kind === "unexplained-difference" ? reason.since : [];
  });
  return since.length > 0 ? Math.min(...since) : null;
}
