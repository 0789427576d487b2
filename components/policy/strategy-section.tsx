"use client";
import type { ReactNode } from "react";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import { policyOf } from "./draft";
import type { PagePart } from "./editor";
import { PageLink } from "./page-tabs";
import { type EditorPage, PAGE_NAMES, PAGE_OF_PART } from "./pages";
import { PartSwitch } from "./part-switch";
import { FOLLOW_LINE, GUARD_WORDS, STOP_WORDS } from "./part-words";
import { PARTS, type Part } from "./parts";
import {
  sentenceOfBand,
  sentenceOfDynamic,
  sentenceOfGuard,
  sentenceOfLimits,
  sentenceOfStop,
  sentenceOfTrading,
  sentenceOfTrigger,
} from "./sentences";

const OFF_LINES: Record<Part, string> = {
  dynamic: FOLLOW_LINE,
  trendGuard: GUARD_WORDS.line,
  stop: STOP_WORDS.line,
};

/** The whole strategy in sentences, each a way to its page; what may be off has one switch. */
export function StrategySection(part: PagePart) {
  const { draft, pages } = part;
  const policy = policyOf(draft);
  const { dynamic, trendGuard, stop } = policy;
  const on: Record<Part, string | null> = {
    dynamic: dynamic ? sentenceOfDynamic(dynamic, policy) : null,
    trendGuard: trendGuard ? sentenceOfGuard(trendGuard) : null,
    stop: stop ? sentenceOfStop(stop) : null,
  };
  const row = (page: EditorPage, sentence: string) => (
    <Row
      key={page}
      title={
        <PageLink page={page} pages={pages} className="link">
          {PAGE_NAMES[page]}
        </PageLink>
      }
      text={sentence}
    />
  );
  return (
    <Sheet labelledBy="h-strategy">
      <SheetHead id="h-strategy" title="Strategy" hint="each has a page of its own" />
      <ul className="strategy">
        {row(
          "triggers",
          draft.triggers.map(({ trigger }) => sentenceOfTrigger(trigger)).join(" ") || "Only when you ask for a check.",
        )}
        {row("bands", sentenceOfBand(policy.band))}
        {row("trading", sentenceOfTrading(policy))}
        {row("limits", sentenceOfLimits(policy))}
        {PARTS.map((each) => (
          <Row
            key={each}
            title={
              <PageLink page={PAGE_OF_PART[each]} pages={pages} className="link">
                {PAGE_NAMES[PAGE_OF_PART[each]]}
              </PageLink>
            }
            text={on[each] ?? OFF_LINES[each]}
            isOff={on[each] === null}
            push={<PartSwitch part={each} name={PAGE_NAMES[PAGE_OF_PART[each]]} {...part} />}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function Row({
  title,
  text,
  isOff = false,
  push,
}: {
  title: ReactNode;
  text: string;
  isOff?: boolean;
  push?: ReactNode;
}) {
  return (
    <li>
      <span className="medium">{title}</span>
      <span className={isOff ? "faint" : "soft"}>{text}</span>
      {push}
    </li>
  );
}
