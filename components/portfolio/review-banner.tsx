import { Countdown } from "@/components/figures/countdown";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { formatDecimal } from "@/lib/format/number";
import type { OverviewPageView } from "./types";

/** What waits for a person, in one line however many they are; one alone says what it is. */
export function ReviewBanner({ waiting }: { waiting: OverviewPageView["waiting"] }) {
  const { count, firstExpiresAt, only, areFirstPurchases } = waiting;
  if (count === 0 || firstExpiresAt === null) return null;
  const name = formatDecimal(count);
  return (
    <Banner
      tone={areFirstPurchases ? "calm" : "warning"}
      label="Waiting for you"
      title={only?.headline ?? `${name} ${count === 1 ? "waits" : "wait"} for you`}
      detail={only?.portfolioName}
      actions={
        <>
          <span className="text-text-soft">
            {count === 1 ? "Expires in " : "The first expires in "}
            <span className="font-medium text-text">
              <Countdown until={firstExpiresAt} ended="no time: expired" />
            </span>
          </span>
          <Button variant="primary" href={only ? `/rebalances/${only.rebalanceId}` : "/review"}>
            {count === 1 ? "Review" : `Review ${name}`}
          </Button>
        </>
      }
    />
  );
}
