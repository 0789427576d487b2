import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <Page isNarrow>
      <Card aria-label="Not found">
        <EmptyState title="There is nothing at this address." action={<Button href="/">Go to the overview</Button>} />
      </Card>
    </Page>
  );
}
