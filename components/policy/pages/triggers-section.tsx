"use client";
import type { ReactElement } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { fieldHintClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Select } from "@/components/ui/select";
import { scheduleOf, TRIGGER_KINDS, type Trigger, type TriggerKind } from "@/lib/engine/model";
import { describeTrigger } from "@/lib/format/describe-policy";
import { TRIGGER_LABELS } from "@/lib/format/labels/triggers";
import { formatPercent } from "@/lib/format/number";
import type { TriggerDraft } from "../draft/draft";
import { type FigureField, PolicyFigure } from "../fields/policy-figure";
import { ScheduleFields } from "../fields/schedule-fields";
import { browserZone, errorOf, type PagePart, sentenceWhenValid } from "./editor";
import { wellClass } from "./well";

/** In the order of their labels: what most want first. */
const KINDS = Object.entries(TRIGGER_LABELS).map(([value, { name }]) => ({ value, label: name }));

export function TriggersSection(part: PagePart) {
  const { draft, edit } = part;
  return (
    <Card labelledBy="h-triggers">
      <CardHeader id="h-triggers" title="When it acts" hint="any of these; the first that fires gives the reason" />
      <CardBody className="grid gap-4">
        {draft.triggers.length === 0 && (
          <p className="text-text-soft">
            Nothing starts a rebalance by itself. You can still check by hand from the portfolio page.
          </p>
        )}
        {draft.triggers.map((each, index) => (
          <TriggerFields key={each.id} each={each} index={index} {...part} />
        ))}
        <div>
          <Button
            icon={<Icon name="plus" />}
            onClick={() => edit({ do: "add-trigger", trigger: nextTrigger(draft.triggers) })}
          >
            Add a trigger
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}

function TriggerFields({ each, index, ...part }: PagePart & { each: TriggerDraft; index: number }) {
  const { trigger, id } = each;
  const path = `triggers.${index}`;
  const set = (next: Trigger) => part.edit({ do: "set-trigger", id, trigger: next });
  return (
    <fieldset className={cx(wellClass, "grid gap-3")}>
      <legend className="sr-only">Trigger {index + 1}</legend>
      <div className="flex items-center gap-2">
        <Select
          aria-label={`Kind of trigger ${index + 1}`}
          className="max-w-[260px]"
          options={KINDS}
          value={trigger.kind}
          onChange={(value) => {
            const kind = TRIGGER_KINDS.find((each) => each === value);
            if (kind) set(triggerOfKind(kind, trigger));
          }}
        />
        <Button
          variant="quiet"
          className="ml-auto"
          aria-label={`Remove trigger ${index + 1}`}
          icon={<Icon name="close" size={14} />}
          onClick={() => part.edit({ do: "remove-trigger", id })}
        />
      </div>
      <p className="font-medium" aria-live="polite">
        {sentenceWhenValid(part, [path, "band"], () => describeTrigger(trigger, part.draft.settings))}
      </p>
      <p className={fieldHintClass}>{TRIGGER_LABELS[trigger.kind].cost}</p>
      <TriggerFigures {...part} trigger={trigger} path={path} onChange={set} />
    </fieldset>
  );
}

interface TriggerFiguresProps extends PagePart {
  trigger: Trigger;
  path: string;
  onChange: (trigger: Trigger) => void;
}

const PORTFOLIO_DRIFT: FigureField<"trigger"> = {
  name: "portfolioDrift",
  label: "Portfolio drift",
  hint: "Half the sum of all drifts: the share of the portfolio in the wrong place.",
  step: "0.5",
};
const SMALLEST_FLOW: FigureField<"trigger"> = {
  name: "shareMin",
  label: "Smallest flow",
  hint: "Deposits less withdrawals since the last run, of the portfolio.",
  step: "0.5",
};
const SMALLEST_DRIFT: FigureField<"trigger"> = { name: "driftMin", label: "Smallest portfolio drift", step: "0.5" };

/** The figures of one trigger. */
function TriggerFigures({ trigger, path, onChange, ...part }: TriggerFiguresProps): ReactElement {
  const figure = { trigger, path, problems: part.problems, onChange };
  switch (trigger.kind) {
    case "threshold":
      return (
        <div className="grid gap-2">
          <Checkbox
            checked={trigger.portfolioDrift !== null}
            onChange={(isOn) => onChange({ ...trigger, portfolioDrift: isOn ? 0.05 : null })}
          >
            Also when the portfolio as a whole has drifted
          </Checkbox>
          {trigger.portfolioDrift !== null && <TriggerFigure {...PORTFOLIO_DRIFT} {...figure} />}
        </div>
      );
    case "cash-flow":
      return (
        <>
          <TriggerFigure {...SMALLEST_FLOW} {...figure} />
          {part.resolved?.flow && <p className={fieldHintClass}>{flowText(part.resolved.flow.share)}</p>}
        </>
      );
    case "time":
      return <TriggerSchedule {...part} trigger={trigger} path={path} onChange={onChange} />;
    case "hybrid":
      return (
        <>
          <TriggerSchedule {...part} trigger={trigger} path={path} onChange={onChange} />
          <TriggerFigure {...SMALLEST_DRIFT} {...figure} />
        </>
      );
  }
}

function TriggerFigure({
  trigger,
  onChange,
  ...figure
}: Pick<TriggerFiguresProps, "trigger" | "path" | "problems" | "onChange"> & FigureField<"trigger">) {
  return (
    <PolicyFigure
      {...figure}
      part="trigger"
      values={trigger}
      onChange={(name, value) => onChange({ ...trigger, [name]: value })}
      className="max-w-[220px]"
    />
  );
}

function TriggerSchedule({
  trigger,
  path,
  onChange,
  ...part
}: TriggerFiguresProps & { trigger: Extract<Trigger, { cron: string }> }) {
  return (
    <ScheduleFields
      cron={trigger.cron}
      timeZone={trigger.timeZone}
      errors={{ cron: errorOf(part, `${path}.cron`), timeZone: errorOf(part, `${path}.timeZone`) }}
      onChange={(change) => onChange({ ...trigger, ...change })}
    />
  );
}

function flowText(share: number): string {
  if (Math.abs(share) < 0.00005) return "Nothing came in or went out since the last run.";
  return `${formatPercent(Math.abs(share))} of the portfolio ${share > 0 ? "came in" : "went out"} since the last run.`;
}

/** A trigger of another kind; what both kinds have stays as it was. */
function triggerOfKind(kind: TriggerKind, from: Trigger): Trigger {
  const { cron, timeZone } = scheduleOf(from) ?? { cron: "0 9 * * 1", timeZone: browserZone() };
  switch (kind) {
    case "threshold":
      return { kind, portfolioDrift: null };
    case "time":
      return { kind, cron, timeZone };
    case "hybrid":
      return { kind, cron, timeZone, driftMin: 0.03 };
    case "cash-flow":
      return { kind, shareMin: 0.01 };
  }
}

/** The kind that is not there yet. */
function nextTrigger(triggers: readonly TriggerDraft[]): Trigger {
  const has = (kind: TriggerKind) => triggers.some((each) => each.trigger.kind === kind);
  const start: Trigger = { kind: "threshold", portfolioDrift: null };
  return has("threshold") ? triggerOfKind(has("time") ? "hybrid" : "time", start) : start;
}
