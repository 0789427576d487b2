import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { ReviewScreen } from "@/components/review/review-screen";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage() {
  const waiting = await (await pageApi()).rebalances.waiting();
  return (
    <>
      <PageHead title="Review" />
      <ReviewScreen waiting={waiting}>
        <Card aria-label="Nothing waits">
          <EmptyState
            title="Nothing waits for you."
            action={<Button href="/">Back to the overview</Button>}
            hint="Proposals of portfolios that ask for your approval stand here until you answer them or they expire."
          />
        </Card>
      </ReviewScreen>
    </>
  );
}
