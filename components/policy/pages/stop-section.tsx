"use client";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { PeakFrom, PortfolioStop } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { describePortfolioStop } from "@/lib/format/describe-policy";
import { STRATEGY_PART_LABELS } from "@/lib/format/labels/strategy-parts";
import { assetsOf } from "../draft/draft";
import { stopRestartOf } from "../draft/parts";
import { ChoiceCards } from "../fields/choice-cards";
import { type FigureField, PolicyFigure, PolicyFigures } from "../fields/policy-figure";
import { StopNow } from "../preview/stop-now";
import { errorOf, type PagePart, sentenceWhenValid } from "./editor";
import { FieldGrid } from "./field-grid";
import { PartCard, settingsOf } from "./part-card";
import { PartIntro } from "./part-intro";
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

const DROP: FigureField<"stop"> = {
  name: "drop",
  label: "Fall",
  hint: "Deposits and withdrawals are no falls.",
  step: "1",
};
const WINDOW: FigureField<"stop"> = { name: "windowDays", label: "Peak of the last", step: "30" };

/** The portfolio stop: how deep a fall, from which peak, into what, and when it comes back. */
export function StopSection(part: PagePart) {
  const { problems, resolved } = part;
  const [stop, set] = settingsOf(part, "stop");
  return (
    <>
      <PartCard
        {...part}
        part="stop"
        off={`${STRATEGY_PART_LABELS.stop.line} It is off: the policy rebalances through every fall.`}
      >
        {stop && (
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
              <PolicyFigures
                part="stop"
                path="stop"
                values={stop}
                problems={problems}
                fields={stop.kind === "trailing" ? [DROP, WINDOW] : [DROP]}
                onChange={(name, value) => set({ [name]: value })}
              />
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
            <RestartField restart={stop.restart} problems={problems} onChange={(restart) => set({ restart })} />
            <ResolveProblems resolved={resolved} part="stop" />
          </>
        )}
      </PartCard>
      {stop && resolved?.stop && <StopNow stop={resolved.stop} />}
    </>
  );
}

/** A restart by hand has no figure. */
const RESTART_FIGURES: Record<PortfolioStop["restart"]["kind"], FigureField<"restart"> | null> = {
  manual: null,
  "after-days": { name: "days", label: "After", step: "5" },
  trend: {
    name: "averageDays",
    label: "Moving average",
    hint: "Of your targets, held in their written weights.",
    step: "10",
  },
};

interface RestartProps extends Pick<PagePart, "problems"> {
  restart: PortfolioStop["restart"];
  onChange: (restart: PortfolioStop["restart"]) => void;
}

function RestartField({ restart, problems, onChange }: RestartProps) {
  const field = RESTART_FIGURES[restart.kind];
  if (field === null) return null;
  return (
    <PolicyFigure
      {...field}
      part="restart"
      path="stop.restart"
      values={restart}
      problems={problems}
      onChange={(name, value) => onChange({ ...restart, [name]: value })}
      className="max-w-[220px]"
    />
  );
}

/** What trades go through first, then the policy's own assets. */
function safeAssets({ draft }: PagePart, chosen: string) {
  const codes = new Set([draft.settings.quoteAsset, ...assetsOf(draft), chosen].filter(Boolean));
  return [...codes].map((code) => ({
    value: code,
    label: assetName(code) === code ? code : `${assetName(code)}, ${code}`,
  }));
}
