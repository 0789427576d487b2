import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <Card aria-label="Not found">
      <EmptyState
        title="There is nothing at this address."
        action={<Button href="/">Go to the overview</Button>}
        hint="It may have been archived, or the link is cut short."
      />
    </Card>
  );
}
