"use client";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { Field, fieldHintClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Select } from "@/components/ui/select";
import type { Trigger, TriggerKind } from "@/lib/engine/model";
import { describeTrigger } from "@/lib/format/describe-policy";
import { TRIGGER_LABELS } from "@/lib/format/labels/triggers";
import { formatPercent } from "@/lib/format/number";
import type { TriggerDraft } from "../draft/draft";
import { FigureInput } from "../fields/figure-input";
import { ScheduleFields } from "../fields/schedule-fields";
import { browserZone, errorOf, type PagePart, told } from "./editor";
import { wellClass } from "./well";

const SHOWN: readonly TriggerKind[] = ["threshold", "time", "hybrid", "cash-flow"];
const KINDS = SHOWN.map((value) => ({ value, label: TRIGGER_LABELS[value].name }));

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
          onChange={(kind) => set(triggerOfKind(kind, trigger))}
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
        {told(part, [path, "band"], () => describeTrigger(trigger, part.draft.settings))}
      </p>
      <p className={fieldHintClass}>{TRIGGER_LABELS[trigger.kind].cost}</p>
      {trigger.kind === "threshold" ? (
        <div className="grid gap-2">
          <Checkbox
            checked={trigger.portfolioDrift !== null}
            onChange={(isOn) => set({ kind: "threshold", portfolioDrift: isOn ? 0.05 : null })}
          >
            Also when the portfolio as a whole has drifted
          </Checkbox>
          {trigger.portfolioDrift !== null && (
            <Field
              label="Portfolio drift"
              hint="Half the sum of all drifts: the share of the portfolio in the wrong place."
              error={errorOf(part, `${path}.portfolioDrift`)}
              className="max-w-[220px]"
            >
              <FigureInput
                suffix="pp"
                step="0.5"
                scale={100}
                value={trigger.portfolioDrift}
                onChange={(portfolioDrift) => set({ kind: "threshold", portfolioDrift })}
              />
            </Field>
          )}
        </div>
      ) : trigger.kind === "cash-flow" ? (
        <>
          <Field
            label="Smallest flow"
            hint="Deposits less withdrawals since the last run, of the portfolio."
            error={errorOf(part, `${path}.shareMin`)}
            className="max-w-[220px]"
          >
            <FigureInput
              suffix="%"
              step="0.5"
              scale={100}
              value={trigger.shareMin}
              onChange={(shareMin) => set({ kind: "cash-flow", shareMin })}
            />
          </Field>
          {part.resolved?.flow && <p className={fieldHintClass}>{flowText(part.resolved.flow.share)}</p>}
        </>
      ) : (
        <>
          <ScheduleFields
            cron={trigger.cron}
            timeZone={trigger.timeZone}
            errors={{ cron: errorOf(part, `${path}.cron`), timeZone: errorOf(part, `${path}.timeZone`) }}
            onChange={(change) => set({ ...trigger, ...change })}
          />
          {trigger.kind === "hybrid" && (
            <Field label="Smallest portfolio drift" error={errorOf(part, `${path}.driftMin`)} className="max-w-[220px]">
              <FigureInput
                suffix="pp"
                step="0.5"
                scale={100}
                value={trigger.driftMin}
                onChange={(driftMin) => set({ ...trigger, driftMin })}
              />
            </Field>
          )}
        </>
      )}
    </fieldset>
  );
}

function flowText(share: number): string {
  if (Math.abs(share) < 0.00005) return "Nothing came in or went out since the last run.";
  return `${formatPercent(Math.abs(share))} of the portfolio ${share > 0 ? "came in" : "went out"} since the last run.`;
}

function triggerOfKind(kind: string, from: Trigger): Trigger {
  const cron = "cron" in from ? from.cron : "0 9 * * 1";
  const timeZone = "timeZone" in from ? from.timeZone : browserZone();
  if (kind === "time") return { kind, cron, timeZone };
  if (kind === "hybrid") return { kind, cron, timeZone, driftMin: 0.03 };
  if (kind === "cash-flow") return { kind, shareMin: 0.01 };
  return { kind: "threshold", portfolioDrift: null };
}

/** The kind that is not there yet. */
function nextTrigger(triggers: readonly TriggerDraft[]): Trigger {
  const has = (kind: TriggerKind) => triggers.some((each) => each.trigger.kind === kind);
  const start: Trigger = { kind: "threshold", portfolioDrift: null };
  return has("threshold") ? triggerOfKind(has("time") ? "hybrid" : "time", start) : start;
}
