"use client";
import Link from "next/link";
import { useNow, useTimeZone } from "@/components/figures/clock";
import { Time } from "@/components/figures/time";
import { useTRPCClient } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { groupByDay } from "./day-groups";
import { LoadMore } from "./load-more";
import type { ActivityView } from "./types";
import { useOlder } from "./use-older";

type Entry = ActivityView["entries"][number];

interface ActivityListProps {
  first: ActivityView;
  filter: { portfolioId?: string; action?: string };
}

/** The audit trail by day. Lines that have a page of their own lead there. */
export function ActivityList({ first, filter }: ActivityListProps) {
  const client = useTRPCClient();
  const timeZone = useTimeZone();
  const now = useNow(false);
  const { rows, ...more } = useOlder<Entry>({ rows: first.entries, nextCursor: first.nextCursor }, async (cursor) => {
    const page = await client.activity.list.query({ ...filter, cursor });
    return { rows: page.entries, nextCursor: page.nextCursor };
  });
  return (
    <Card aria-label="Activity">
      {groupByDay(rows, now, timeZone).map((day) => (
        <section key={day.key} aria-label={day.heading} className="border-b border-hairline last-of-type:border-b-0">
          <h2 className="px-3.5 pt-3.5 pb-1 text-xs font-medium text-text-faint md:px-5">{day.heading}</h2>
          <ul className="pb-2">
            {day.rows.map((entry) => (
              <ActivityLine key={entry.id} entry={entry} hasPortfolio={filter.portfolioId === undefined} />
            ))}
          </ul>
        </section>
      ))}
      <LoadMore {...more} what="activity" />
    </Card>
  );
}

function ActivityLine({ entry, hasPortfolio }: { entry: Entry; hasPortfolio: boolean }) {
  const text = (
    <>
      <span className="text-text-faint tabular-nums">
        <Time at={entry.at} format="time" />
      </span>
      <span className="min-w-0 break-words">
        {entry.summary}
        {hasPortfolio && entry.portfolioName && !entry.summary.includes(entry.portfolioName) && (
          <span className="text-text-faint text-xs ml-2">{entry.portfolioName}</span>
        )}
      </span>
      <span className="text-text-faint text-xs col-start-2 md:col-start-3 md:text-right">{entry.actor}</span>
    </>
  );
  const shape =
    "grid min-h-8 grid-cols-[44px_minmax(0,1fr)] items-baseline gap-x-3 px-3.5 py-1.5 md:grid-cols-[52px_minmax(0,1fr)_140px] md:px-5";
  return (
    <li>
      {entry.href ? (
        <Link href={entry.href} className={`${shape} hover:bg-hover`}>
          {text}
        </Link>
      ) : (
        <div className={shape}>{text}</div>
      )}
    </li>
  );
}
