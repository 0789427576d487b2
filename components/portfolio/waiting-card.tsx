import { Countdown } from "@/components/figures/countdown";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { OverviewView } from "./types";

/** Proposals that wait for a person, soonest to expire first. Only the first has the filled button. */
export function WaitingCard({ waiting }: { waiting: OverviewView["waiting"] }) {
  const sorted = [...waiting].sort((left, right) => left.expiresAt - right.expiresAt);
  return sorted.map((each, index) => (
    <Banner
      key={each.rebalanceId}
      tone="warning"
      label={`Waiting for you: ${each.portfolioName}`}
      title={each.headline}
      detail={each.portfolioName}
      actions={
        <>
          <span className="text-text-soft">
            Expires in{" "}
            <span className="font-medium text-text">
              <Countdown until={each.expiresAt} ended="no time: expired" />
            </span>
          </span>
          <Button variant={index === 0 ? "primary" : "default"} href={`/rebalances/${each.rebalanceId}`}>
            Review
          </Button>
        </>
      }
    />
  ));
}
