"use client";
import { Card, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { linkClass } from "@/components/ui/text-link";
import type { Policy } from "@/lib/engine/model";
import {
  describeBand,
  describeDynamic,
  describePortfolioStop,
  describeTrendGuard,
  describeTrigger,
} from "@/lib/format/describe-policy";
import { describePolicyLimits, describeTrading } from "@/lib/format/describe-trading";
import { FOLLOW_LINE, STRATEGY_PART_LABELS } from "@/lib/format/labels/strategy-parts";
import { policyOf } from "../draft/draft";
import type { Part } from "../draft/parts";
import type { PagePart } from "./editor";
import { PageLink } from "./page-tabs";
import { type EditorPage, PAGE_NAMES, PAGE_OF_PART, problemsByPage } from "./pages";
import { PartSwitch } from "./part-switch";

type StrategyRow = { page: EditorPage; part?: Part; describe: (policy: Policy) => string | null; off?: string };

const ROWS: readonly StrategyRow[] = [
  {
    page: "triggers",
    describe: (policy) => policy.triggers.map((trigger) => describeTrigger(trigger, policy)).join(" ") || null,
    off: "Only when you ask for a check.",
  },
  { page: "bands", describe: (policy) => describeBand(policy.band) },
  { page: "trading", describe: describeTrading },
  { page: "limits", describe: describePolicyLimits },
  {
    page: PAGE_OF_PART.dynamic,
    part: "dynamic",
    describe: (policy) => (policy.dynamic ? describeDynamic(policy.dynamic, policy) : null),
    off: FOLLOW_LINE,
  },
  {
    page: PAGE_OF_PART.trendGuard,
    part: "trendGuard",
    describe: ({ trendGuard }) => (trendGuard ? describeTrendGuard(trendGuard) : null),
    off: STRATEGY_PART_LABELS.trendGuard.line,
  },
  {
    page: PAGE_OF_PART.stop,
    part: "stop",
    describe: ({ stop }) => (stop ? describePortfolioStop(stop) : null),
    off: STRATEGY_PART_LABELS.stop.line,
  },
];

const SENTENCE = "last:col-span-2 max-md:col-span-full max-md:row-start-2";

/** The whole strategy in sentences, each a way to its page; what may be off has one switch. */
export function StrategySection(part: PagePart) {
  const { draft, pages, problems } = part;
  const policy = policyOf(draft);
  const wrong = problemsByPage(problems);
  return (
    <Card labelledBy="h-strategy">
      <CardHeader id="h-strategy" title="Strategy" hint="each has a page of its own" />
      <ul>
        {ROWS.map((row) => {
          const first = wrong.get(row.page)?.[0];
          const sentence = first ? null : row.describe(policy);
          return (
            <li
              key={row.page}
              className="grid grid-cols-[158px_minmax(0,1fr)_74px] items-start gap-x-4 gap-y-0.5 border-t border-hairline px-5 py-2.5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-3.5"
            >
              <PageLink page={row.page} pages={pages} className={cx(linkClass, "font-medium underline")}>
                {PAGE_NAMES[row.page]}
              </PageLink>
              {first ? (
                <span className={cx(SENTENCE, "text-warning")}>{first.message}</span>
              ) : (
                <span className={cx(SENTENCE, sentence === null && row.part ? "text-text-faint" : "text-text-soft")}>
                  {sentence ?? row.off}
                </span>
              )}
              {row.part && <PartSwitch part={row.part} name={PAGE_NAMES[row.page]} className="-my-0.5" {...part} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
