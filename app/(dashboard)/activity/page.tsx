import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { ActivityFilter } from "@/components/activity/activity-filter";
import { ActivityList } from "@/components/activity/activity-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { ListActivityInput } from "@/lib/schemas/account";

export const metadata: Metadata = { title: "Activity" };

interface ActivityPageProps {
  searchParams: Promise<{ portfolio?: string; action?: string }>;
}

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const { portfolio, action } = await searchParams;
  const parsed = ListActivityInput.safeParse({ portfolioId: portfolio, action });
  const filter = parsed.success ? { portfolioId: parsed.data.portfolioId, action: parsed.data.action } : {};
  const isFiltered = filter.portfolioId !== undefined || filter.action !== undefined;
  const api = await pageApi();
  const [activity, { portfolios }] = await Promise.all([api.activity.list(filter), api.shell.get()]);
  return (
    <>
      <PageHead title="Activity" />
      <ActivityFilter portfolios={portfolios} />
      {activity.entries.length === 0 ? (
        <Card>
          <EmptyState
            title={isFiltered ? "Nothing of that kind has happened." : "Nothing has happened yet."}
            action={isFiltered ? <Button href="/activity">Show all activity</Button> : undefined}
            hint="Every change, decision and order is written down here, by whom and when. Nothing is ever taken out."
          />
        </Card>
      ) : (
        <ActivityList key={JSON.stringify(filter)} first={activity} filter={filter} />
      )}
    </>
  );
}
