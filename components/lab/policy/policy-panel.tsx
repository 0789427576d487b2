"use client";
import { type Dispatch, memo } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { formatDecimal, formatPercent, formatTrimmedPercent } from "@/lib/format/number";
import { chosenStrategy, type LabSpec } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "../edit-spec";
import type { LabRun } from "../worker/protocol";
import { BandList } from "./band-list";
import { bandFigure, bandReading, countBars, intervalReading, sentenceOf } from "./describe-policy";
import { DESTINATION_OPTIONS } from "./destination-options";
import { MoreControls } from "./more-controls";
import { bandStops, bandValue, callOf, intervalOf, intervalStops, withBandValue, withInterval } from "./parameters";
import { Slider } from "./slider";

const FEES = Array.from({ length: 51 }, (_, index) => index / 10_000);

interface PolicyPanelProps {
  spec: LabSpec;
  edit: Dispatch<LabEdit>;
  /** The spec the page was opened with. */
  opened: LabSpec;
  run: LabRun | null;
}

/** The policy as a sentence, and the sliders of its parameters. Every touch makes another policy; nothing is saved from here. */
export const PolicyPanel = memo(function PolicyPanel({ spec, edit, opened, run }: PolicyPanelProps) {
  const { policy } = chosenStrategy(spec);
  const { timeframe } = spec.prices;
  const base = opened.strategies[spec.chosen]?.policy ?? policy;
  const call = callOf(policy);
  const stops = bandStops(policy.band, base.band);
  const intervals = intervalStops(timeframe);
  const days = intervalOf(policy, timeframe);
  const fees = FEES.includes(spec.costs.feeRate)
    ? FEES
    : [...FEES, spec.costs.feeRate].sort((left, right) => left - right);
  const labelAt = (place: number) => bandFigure(withBandValue(policy, stops.at(place) ?? 0).band);
  return (
    <Card labelledBy="h-lab-policy">
      <CardHeader
        id="h-lab-policy"
        title="Policy"
        push={
          <Button
            variant="quiet"
            size="sm"
            className="-mr-2 font-normal text-accent disabled:cursor-default disabled:border-transparent disabled:bg-transparent"
            disabled={spec === opened}
            onClick={() => edit({ do: "load", spec: opened })}
          >
            Reset
          </Button>
        }
      />
      <CardBody>
        <p
          className="border-b border-hairline pb-4 text-base/6 text-text-soft"
          aria-live="polite"
          data-testid="lab-sentence"
        >
          {sentenceOf(policy, spec.costs.feeRate, timeframe).map((part, index) =>
            part.isStrong ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence have no identity of their own
              <b key={index} className="font-semibold whitespace-nowrap text-text">
                {part.text}
              </b>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence have no identity of their own
              <span key={index}>{part.text}</span>
            ),
          )}
        </p>
        {spec.strategies.length > 1 && (
          <div className="mt-4">
            <Select
              aria-label="Policy to change"
              value={String(spec.chosen)}
              onChange={(value) => edit({ do: "choose", index: Number(value) })}
              options={spec.strategies.map(({ name }, index) => ({ value: String(index), label: name }))}
            />
          </div>
        )}
        {call === "bands" && (
          <Slider
            label="Band"
            stops={stops}
            value={bandValue(policy.band)}
            reading={bandReading(policy.band)}
            ends={[labelAt(0), labelAt(-1)]}
            onChange={(value) => edit({ do: "policy", policy: withBandValue(policy, value) })}
          />
        )}
        {call !== "flows" && (
          <Slider
            label="Interval"
            stops={intervals}
            value={days ?? 1}
            reading={days === null ? "own schedule" : intervalReading(days, timeframe)}
            ends={[intervalReading(intervals[0] ?? 1, timeframe), intervalReading(intervals.at(-1) ?? 1, timeframe)]}
            onChange={(value) => edit({ do: "policy", policy: withInterval(policy, value) })}
          />
        )}
        <Slider
          label="Fee"
          stops={fees}
          value={spec.costs.feeRate}
          reading={formatPercent(spec.costs.feeRate, { digits: 2 })}
          ends={["0 %", formatTrimmedPercent(fees.at(-1) ?? 0)]}
          onChange={(feeRate) => edit({ do: "costs", costs: { feeRate } })}
        />
        <div className="mt-4">
          <p className="font-medium">Destination</p>
          <div className="mt-2 *:flex *:*:flex-1">
            <Segmented
              label="Where a rebalance goes to"
              options={DESTINATION_OPTIONS}
              value={policy.destination}
              onChange={(destination) => edit({ do: "policy", policy: { ...policy, destination } })}
            />
          </div>
        </div>
        <MoreControls spec={spec} edit={edit} />
        {call === "bands" && <BandList policy={policy} />}
        <p className="mt-3 text-xs text-text-faint tabular-nums" data-testid="lab-computed">
          {run
            ? `${countBars(run.bars, timeframe)}, computed in ${formatDecimal(run.computedInMs, { digits: run.computedInMs < 10 ? 1 : 0 })} ms`
            : "Computing"}
        </p>
      </CardBody>
    </Card>
  );
});
