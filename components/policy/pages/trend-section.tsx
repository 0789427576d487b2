"use client";
import { Percent } from "@/components/figures/percent";
import { Card, CardHeader } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";
import { Table, Td, Th } from "@/components/ui/table";
import { describeTrendGuard } from "@/lib/format/describe-policy";
import { STRATEGY_PART_LABELS } from "@/lib/format/labels/strategy-parts";
import { nameOfTarget } from "../draft/name-of-target";
import { type FigureField, PolicyFigures } from "../fields/policy-figure";
import type { ResolvedTargetView } from "../types";
import { type PagePart, sentenceWhenValid } from "./editor";
import { FieldGrid } from "./field-grid";
import { measuredClass } from "./measured";
import { PartCard, settingsOf } from "./part-card";
import { PartIntro } from "./part-intro";
import { ResolveProblems } from "./resolve-problems";

const FIGURES: readonly FigureField<"trendGuard">[] = [
  { name: "averageDays", label: "Moving average", hint: "Its price must be above it.", step: "5" },
  { name: "momentumDays", label: "Return over", hint: "And its return since.", step: "5" },
  { name: "momentumMin", label: "Must be above", hint: "0 % is: it rose.", step: "1" },
  { name: "driftMax", label: "Up to a drift of", hint: "From there it is sold, trend or not.", step: "1" },
];

/** The trend guard: which rise counts, how far it may carry a target, and who rises now. */
export function TrendSection(part: PagePart) {
  const { problems, resolved } = part;
  const [guard, set] = settingsOf(part, "trendGuard");
  return (
    <>
      <PartCard
        {...part}
        part="trendGuard"
        off={`${STRATEGY_PART_LABELS.trendGuard.line} It is off: what is over its band is sold, rising or not.`}
      >
        {guard && (
          <>
            <PartIntro
              sentence={sentenceWhenValid(part, ["trendGuard"], () => describeTrendGuard(guard))}
              labels={STRATEGY_PART_LABELS.trendGuard}
            />
            <FieldGrid>
              <PolicyFigures
                part="trendGuard"
                path="trendGuard"
                values={guard}
                problems={problems}
                fields={FIGURES}
                onChange={(name, value) => set({ [name]: value })}
              />
            </FieldGrid>
            <ResolveProblems resolved={resolved} part="trend" />
          </>
        )}
      </PartCard>
      {guard && <TrendsNow targets={resolved?.targets ?? []} />}
    </>
  );
}

function TrendsNow({ targets }: { targets: readonly ResolvedTargetView[] }) {
  const rows = targets.flatMap((target) => (target.trend ? [{ ...target, trend: target.trend }] : []));
  if (rows.length === 0) return null;
  return (
    <Card labelledBy="h-trends" className={measuredClass}>
      <CardHeader id="h-trends" title="Who rises now" />
      <Table isStacked>
        <thead>
          <tr>
            <Th>Target</Th>
            <Th isNumeric>Against its average</Th>
            <Th isNumeric>Return</Th>
            <Th>Trend</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <Td place={1} className="font-medium">
                {nameOfTarget(row)}
              </Td>
              <Td place={3} isNumeric>
                <Percent value={row.trend.average > 0 ? row.trend.price / row.trend.average - 1 : null} isSigned />
              </Td>
              <Td place={4} isNumeric>
                <Percent value={row.trend.momentum} isSigned />
              </Td>
              <Td place={2}>
                {row.trend.isRising ? (
                  <>
                    <Mark kind="ok" /> rising, would not be sold
                  </>
                ) : (
                  <>
                    <Mark kind="wait" /> not rising
                  </>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
