"use client";
import type { ReactElement } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PeakFrom, PortfolioStop } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { describePortfolioStop } from "@/lib/format/describe-policy";
import { STRATEGY_PART_LABELS } from "@/lib/format/labels/strategy-parts";
import { assetsOf } from "../draft/draft";
import { stopRestartOf } from "../draft/parts";
import { ChoiceCards } from "../fields/choice-cards";
import { FigureInput } from "../fields/figure-input";
import { StopNow } from "../preview/stop-now";
import { errorOf, type PagePart, sentenceWhenValid } from "./editor";
import { FieldGrid } from "./field-grid";
import { PAGE_NAMES } from "./pages";
import { PartIntro } from "./part-intro";
import { PartSwitch } from "./part-switch";
import { ResolveProblems } from "./resolve-problems";

const KINDS: readonly { value: PortfolioStop["kind"]; title: string; text: string }[] = [
  { value: "peak", title: "From the peak", text: "The highest since the start, or since the last restart." },
  { value: "trailing", title: "From a recent peak", text: "The highest of the last days: an old peak is forgotten." },
];

const PEAKS: readonly { value: PeakFrom; title: string; text: string }[] = [
  { value: "today", title: "From today", text: "The fall counts from here: what was lost before is gone." },
  {
    value: "history",
    title: "From the past too",
    text: "The highest your targets stood in stored prices, held in their written weights. It may be past the stop at once.",
  },
];

const RESTARTS: readonly { value: PortfolioStop["restart"]["kind"]; title: string; text: string }[] = [
  { value: "trend", title: "With the trend", text: "When your targets stand above their moving average again." },
  { value: "after-days", title: "After some days", text: "Whatever the market does." },
  { value: "manual", title: "By hand", text: "It waits until you start it again." },
];

/** The portfolio stop: how deep a fall, from which peak, into what, and when it comes back. */
export function StopSection(part: PagePart) {
  const { draft, edit, resolved } = part;
  const stop = draft.settings.stop ?? null;
  const set = (change: Partial<PortfolioStop>) =>
    stop && edit({ do: "settings", change: { stop: { ...stop, ...change } } });
  return (
    <>
      <Card labelledBy="h-stop">
        <CardHeader
          id="h-stop"
          title={PAGE_NAMES.stop}
          push={<PartSwitch part="stop" name={PAGE_NAMES.stop} {...part} />}
        />
        <CardBody className="grid gap-5">
          {stop ? (
            <>
              <PartIntro
                sentence={sentenceWhenValid(part, ["stop"], () => describePortfolioStop(stop))}
                labels={STRATEGY_PART_LABELS.stop}
              />
              <ChoiceCards
                legend="Measured"
                columns={2}
                value={stop.kind}
                onChange={(kind) => set({ kind, windowDays: kind === "trailing" ? (stop.windowDays ?? 365) : null })}
                options={KINDS}
              />
              <ChoiceCards
                legend="First peak"
                columns={2}
                value={stop.peakFrom ?? "today"}
                onChange={(peakFrom) => set({ peakFrom })}
                options={PEAKS}
              />
              <FieldGrid>
                <Field label="Fall" hint="Deposits and withdrawals are no falls." error={errorOf(part, "stop.drop")}>
                  <FigureInput suffix="%" step="1" scale={100} value={stop.drop} onChange={(drop) => set({ drop })} />
                </Field>
                {stop.kind === "trailing" && (
                  <Field label="Peak of the last" error={errorOf(part, "stop.windowDays")}>
                    <FigureInput
                      suffix="days"
                      step="30"
                      places={0}
                      value={stop.windowDays ?? Number.NaN}
                      onChange={(windowDays) => set({ windowDays })}
                    />
                  </Field>
                )}
                <Field label="Safe asset" hint="Everything goes there." error={errorOf(part, "stop.safeAsset")}>
                  <Select
                    value={stop.safeAsset}
                    options={safeAssets(part, stop.safeAsset)}
                    onChange={(safeAsset) => set({ safeAsset })}
                  />
                </Field>
              </FieldGrid>
              <ChoiceCards
                legend="Coming back"
                value={stop.restart.kind}
                onChange={(kind) => set({ restart: stopRestartOf(kind) })}
                options={RESTARTS}
              />
              <RestartField {...part} restart={stop.restart} onChange={(restart) => set({ restart })} />
              <ResolveProblems resolved={resolved} part="stop" />
            </>
          ) : (
            <p className="text-text-soft">
              {STRATEGY_PART_LABELS.stop.line} It is off: the policy rebalances through every fall.
            </p>
          )}
        </CardBody>
      </Card>
      {stop && resolved?.stop && <StopNow stop={resolved.stop} />}
    </>
  );
}

interface RestartProps extends PagePart {
  restart: PortfolioStop["restart"];
  onChange: (restart: PortfolioStop["restart"]) => void;
}

function RestartField({ restart, onChange, ...part }: RestartProps): ReactElement | null {
  switch (restart.kind) {
    case "manual":
      return null;
    case "after-days":
      return (
        <Field label="After" error={errorOf(part, "stop.restart.days")} className="max-w-[220px]">
          <FigureInput
            suffix="days"
            step="5"
            value={restart.days}
            onChange={(days) => onChange({ kind: "after-days", days })}
          />
        </Field>
      );
    case "trend":
      return (
        <Field
          label="Moving average"
          hint="Of your targets, held in their written weights."
          error={errorOf(part, "stop.restart.averageDays")}
          className="max-w-[220px]"
        >
          <FigureInput
            suffix="days"
            step="10"
            places={0}
            value={restart.averageDays}
            onChange={(averageDays) => onChange({ kind: "trend", averageDays })}
          />
        </Field>
      );
  }
}

/** What trades go through first, then the policy's own assets. */
function safeAssets({ draft }: PagePart, chosen: string) {
  const codes = new Set([draft.settings.quoteAsset, ...assetsOf(draft), chosen].filter(Boolean));
  return [...codes].map((code) => ({
    value: code,
    label: assetName(code) === code ? code : `${assetName(code)}, ${code}`,
  }));
}
