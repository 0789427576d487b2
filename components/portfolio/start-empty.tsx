import { SandboxOffer } from "@/components/sandbox/sandbox-offer";
import type { SandboxView } from "@/components/sandbox/types";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";

/** The two ways to begin: one's own portfolio on paper, or somebody's year to look around in. */
export function StartEmpty({ sandbox }: { sandbox: SandboxView }) {
  return (
    <Card aria-label="No portfolio yet">
      <div className="grid grid-cols-2 max-md:grid-cols-1 max-md:divide-y max-md:divide-hairline md:divide-x md:divide-hairline">
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
        {!sandbox?.isOpen && (
          <EmptyState
            title="Or look first."
            action={<SandboxOffer initial={sandbox} />}
            hint="A sandbox with three portfolios and a simulated year behind them: history, charts, a proposal that waits. It is marked on every page, counted with nothing of yours, and removed with one press."
          />
        )}
      </div>
    </Card>
  );
}
