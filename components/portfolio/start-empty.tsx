import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";

export function StartEmpty() {
  return (
    <Card aria-label="No portfolio yet">
      <EmptyState
        title="No portfolio yet. Start on paper: no key needed."
        action={
          <Button variant="primary" href="/portfolios/new">
            Start on paper
          </Button>
        }
        hint={
          <>
            You pick a mix and an amount of play money; drift, proposals and trades then work as with real money, and
            are labelled as paper everywhere. Or{" "}
            <TextLink isInline href="/venues/connect">
              connect an exchange
            </TextLink>{" "}
            first.
          </>
        }
      />
    </Card>
  );
}
