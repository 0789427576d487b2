import { Time } from "@/components/figures/time";
import { UnknownOrders } from "@/components/rebalance/unknown-orders";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import { wayOutOfProblem } from "@/lib/format/describe-venue-problem";
import { describeVenueKind, permissionLabel, venueLabel } from "@/lib/format/labels/venues";
import { BalanceTable } from "./balance-table";
import { DivisionSection } from "./division-section";
import { KeyRights } from "./key-rights";
import type { PortfolioSpan } from "./portfolio-spans";
import type { VenueView } from "./types";
import { VenueActions } from "./venue-actions";
import { VenueHealth } from "./venue-health";

interface VenueCardProps {
  venue: VenueView;
  spans: readonly PortfolioSpan[];
  baseCurrency: string;
}

/** One venue: what it is, how it does, what lies there. */
export function VenueCard({ venue, spans, baseCurrency }: VenueCardProps) {
  const headingId = `venue-${venue.id}`;
  return (
    <Card labelledBy={headingId} id={venue.id} className="scroll-mt-16">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 pt-3 md:px-5">
        <h2 id={headingId} className="text-base font-semibold tracking-tight">
          {venue.name}
        </h2>
        <Chip tone={venue.kind === "paper" ? "accent" : "neutral"} title={describeVenueKind(venue)}>
          {venueLabel(venue)}
        </Chip>
        <div className="w-full md:ml-auto md:w-auto">
          <VenueActions venue={venue} spans={spans} />
        </div>
      </div>
      <p className="flex flex-wrap gap-x-3.5 gap-y-0.5 px-3.5 pt-1 pb-3 text-text-soft md:px-5">
        <VenueHealth venue={venue} />
        <span>{permissionLabel(venue.kind, venue.permissions) ?? describeVenueKind(venue)}</span>
        <Uses portfolios={venue.portfolios} />
      </p>
      <KeyRights permissions={venue.permissions} />
      {venue.unknownOrders.length > 0 && (
        <div className="px-3.5 pb-3.5 md:px-5">
          <UnknownOrders orders={venue.unknownOrders} />
        </div>
      )}
      {venue.problem && (
        <div className="px-3.5 pb-3.5 md:px-5">
          <Callout tone="warning" title={venue.problem.message}>
            Since <Time at={venue.problem.since} />.{" "}
            {wayOutOfProblem(venue.kind, venue.problem.message, venue.problem.kind)}
          </Callout>
        </div>
      )}
      <BalanceTable venue={venue} baseCurrency={baseCurrency} />
      <DivisionSection venue={venue} />
    </Card>
  );
}

function Uses({ portfolios }: Pick<VenueView, "portfolios">) {
  if (portfolios.length === 0) return <span>in no portfolio yet</span>;
  return (
    <span>
      in{" "}
      {portfolios.map((portfolio, index) => (
        <span key={portfolio.id}>
          {index > 0 && ", "}
          <TextLink href={`/portfolios/${portfolio.id}`}>{portfolio.name}</TextLink>
        </span>
      ))}
    </span>
  );
}
