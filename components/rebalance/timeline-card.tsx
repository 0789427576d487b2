import { Quantity } from "@/components/figures/quantity";
import { Time } from "@/components/figures/time";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { RebalanceView } from "./types";

export function TimelineCard({ view }: { view: RebalanceView }) {
  if (view.timeline.length === 0) return null;
  return (
    <Card labelledBy="h-timeline">
      <CardHeader id="h-timeline" title="Timeline" hint={`${view.timeline.length} events, as they were recorded`} />
      <CardBody>
        <ol className="divide-y divide-hairline">
          {view.timeline.map((event) => (
            <li
              key={`${event.at} ${event.event} ${event.orderId ?? ""}`}
              className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-3.5 py-1.75"
            >
              <span className="text-text-faint">
                <Time at={event.at} format="time-seconds" />
              </span>
              <span>{event.text}</span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

/** Where our books and the venue do not agree after the run: named, never rounded away. */
interface DifferencesProps {
  view: Pick<RebalanceView, "differences" | "differencesAcceptedAt">;
  /** Accepts what the venue says, so that the next run is no longer held back. */
  onAccept?: () => void;
  isAccepting?: boolean;
}

export function Differences({ view, onAccept, isAccepting }: DifferencesProps) {
  const { differences, differencesAcceptedAt } = view;
  if (!differences || differences.length === 0) return null;
  return (
    <Callout
      tone={differencesAcceptedAt === null ? "warning" : "neutral"}
      title="Our books and the venue differ"
      actions={
        differencesAcceptedAt === null &&
        onAccept && (
          <Button onClick={onAccept} isBusy={isAccepting}>
            Accept the difference
          </Button>
        )
      }
    >
      <ul>
        {differences.map((each) => (
          <li key={each.asset}>
            {each.asset}: booked <Quantity value={each.ledger} />, the venue says <Quantity value={each.venue} />. A
            fee, a deposit or a trade made elsewhere can explain it.
          </li>
        ))}
      </ul>
      {differencesAcceptedAt === null ? (
        <p>Nothing new is planned until a later check finds them equal, or you accept what the venue says.</p>
      ) : (
        <p>
          You took the venue’s word at <Time at={differencesAcceptedAt} />.
        </p>
      )}
    </Callout>
  );
}
