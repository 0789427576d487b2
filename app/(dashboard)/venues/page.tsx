import type { Metadata } from "next";
import { Suspense } from "react";
import { pageApi } from "@/app/page-api";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { PageHead } from "@/components/ui/page-head";
import { portfolioSpans } from "@/components/venue/portfolio-spans";
import { VenueCard } from "@/components/venue/venue-card";
import { VenueSkeletons } from "@/components/venue/venue-skeletons";

export const metadata: Metadata = { title: "Venues" };

export default function VenuesPage() {
  return (
    <>
      <PageHead
        title="Venues"
        actions={
          <Button href="/venues/connect" icon={<Icon name="plus" />}>
            Connect a venue
          </Button>
        }
      />
      <Suspense fallback={<VenueSkeletons />}>
        <VenueList />
      </Suspense>
    </>
  );
}

async function VenueList() {
  const api = await pageApi();
  const [venues, { baseCurrency }, { portfolios }] = await Promise.all([
    api.venues.list(),
    api.settings.get(),
    api.shell.get(),
  ]);
  if (venues.length === 0)
    return (
      <Card>
        <EmptyState
          title="No venue yet."
          action={
            <div className="flex flex-wrap gap-2">
              <Button variant="primary" href="/venues/connect?kind=paper">
                Start on paper
              </Button>
              <Button href="/venues/connect">Connect an exchange</Button>
            </div>
          }
          hint="A venue is a place where assets lie: an exchange account, a paper account with made-up money, or a list kept by hand. Paper needs no key."
        />
      </Card>
    );
  const spans = portfolioSpans(portfolios, venues);
  // What is in trouble stands first; the rest keeps its order.
  const sorted = venues.toSorted((one, other) => Number(other.problem !== null) - Number(one.problem !== null));
  return (
    <div className="grid gap-5">
      {sorted.map((venue) => (
        <VenueCard key={venue.id} venue={venue} spans={spans} baseCurrency={baseCurrency} />
      ))}
    </div>
  );
}
