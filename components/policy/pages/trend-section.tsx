"use client";
import { Percent } from "@/components/figures/percent";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Mark } from "@/components/ui/mark";
import { Table, Td, Th } from "@/components/ui/table";
import type { TrendGuard } from "@/lib/engine/model";
import { describeTrendGuard } from "@/lib/format/describe-policy";
import { STRATEGY_PART_LABELS } from "@/lib/format/labels/strategy-parts";
import { nameOfTarget } from "../draft/name-of-target";
import { FigureInput } from "../fields/figure-input";
import type { ResolvedTargetView } from "../types";
import { errorOf, type PagePart, sentenceWhenValid } from "./editor";
import { FieldGrid } from "./field-grid";
import { measuredClass } from "./measured";
import { PAGE_NAMES } from "./pages";
import { PartIntro } from "./part-intro";
import { PartSwitch } from "./part-switch";
import { ResolveProblems } from "./resolve-problems";

/** The trend guard: which rise counts, how far it may carry a target, and who rises now. */
export function TrendSection(part: PagePart) {
  const { draft, edit, resolved } = part;
  const guard = draft.settings.trendGuard ?? null;
  const set = (change: Partial<TrendGuard>) =>
    guard && edit({ do: "settings", change: { trendGuard: { ...guard, ...change } } });
  return (
    <>
      <Card labelledBy="h-trend">
        <CardHeader
          id="h-trend"
          title={PAGE_NAMES.trend}
          push={<PartSwitch part="trendGuard" name={PAGE_NAMES.trend} {...part} />}
        />
        <CardBody className="grid gap-5">
          {guard ? (
            <>
              <PartIntro
                sentence={sentenceWhenValid(part, ["trendGuard"], () => describeTrendGuard(guard))}
                labels={STRATEGY_PART_LABELS.trendGuard}
              />
              <FieldGrid>
                <Field
                  label="Moving average"
                  hint="Its price must be above it."
                  error={errorOf(part, "trendGuard.averageDays")}
                >
                  <FigureInput
                    suffix="days"
                    step="5"
                    places={0}
                    value={guard.averageDays}
                    onChange={(averageDays) => set({ averageDays })}
                  />
                </Field>
                <Field
                  label="Return over"
                  hint="And its return since."
                  error={errorOf(part, "trendGuard.momentumDays")}
                >
                  <FigureInput
                    suffix="days"
                    step="5"
                    places={0}
                    value={guard.momentumDays}
                    onChange={(momentumDays) => set({ momentumDays })}
                  />
                </Field>
                <Field label="Must be above" hint="0 % is: it rose." error={errorOf(part, "trendGuard.momentumMin")}>
                  <FigureInput
                    suffix="%"
                    step="1"
                    scale={100}
                    value={guard.momentumMin}
                    onChange={(momentumMin) => set({ momentumMin })}
                  />
                </Field>
                <Field
                  label="Up to a drift of"
                  hint="From there it is sold, trend or not."
                  error={errorOf(part, "trendGuard.driftMax")}
                >
                  <FigureInput
                    suffix="pp"
                    step="1"
                    scale={100}
                    value={guard.driftMax}
                    onChange={(driftMax) => set({ driftMax })}
                  />
                </Field>
              </FieldGrid>
              <ResolveProblems resolved={resolved} part="trend" />
            </>
          ) : (
            <p className="text-text-soft">
              {STRATEGY_PART_LABELS.trendGuard.line} It is off: what is over its band is sold, rising or not.
            </p>
          )}
        </CardBody>
      </Card>
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
