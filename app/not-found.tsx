import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";

export default function NotFound() {
  return (
    <Page isNarrow>
      <Sheet aria-label="Not found">
        <EmptyState title="There is nothing at this address." action={<Button href="/">Go to the overview</Button>} />
      </Sheet>
    </Page>
  );
}
