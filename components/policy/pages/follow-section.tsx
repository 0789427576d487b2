"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { type DynamicTargets, TARGET_RULE_KINDS } from "@/lib/engine/model";
import { describeDynamic } from "@/lib/format/describe-policy";
import { FOLLOW_LINE } from "@/lib/format/labels/strategy-parts";
import { TARGET_RULE_LABELS } from "@/lib/format/labels/target-rules";
import { policyOf } from "../draft/draft";
import { dynamicOfKind } from "../draft/parts";
import { ChoiceCards } from "../fields/choice-cards";
import { type FigureField, PolicyFigures } from "../fields/policy-figure";
import { RuleFields } from "../fields/rule-fields";
import { ScheduleFields } from "../fields/schedule-fields";
import { CapitalisationsCard } from "./capitalisations-card";
import { errorOf, type PagePart, sentenceWhenValid } from "./editor";
import { FieldGrid } from "./field-grid";
import { FollowTargets } from "./follow-targets";
import { PartCard, settingsOf } from "./part-card";
import { PartIntro } from "./part-intro";
import { ResolveProblems } from "./resolve-problems";

const RULES = TARGET_RULE_KINDS.map((value) => {
  const { name, line } = TARGET_RULE_LABELS[value];
  return { value, title: name, text: line };
});

/** Weights that follow the market: the rule, who follows it, how far, how often. */
export function FollowSection(part: PagePart) {
  const { draft, resolved } = part;
  const [dynamic, set] = settingsOf(part, "dynamic");
  return (
    <>
      <PartCard {...part} part="dynamic" off={`${FOLLOW_LINE} It is off: the weights are as you wrote them.`}>
        {dynamic && (
          <>
            <PartIntro
              sentence={sentenceWhenValid(part, ["dynamic"], () => describeDynamic(dynamic, policyOf(draft)))}
              labels={TARGET_RULE_LABELS[dynamic.rule.kind]}
            />
            <ChoiceCards
              legend="Rule"
              columns={2}
              value={dynamic.rule.kind}
              onChange={(kind) => set(dynamicOfKind(kind, draft, dynamic))}
              options={RULES}
            />
            <RuleFields {...part} rule={dynamic.rule} onChange={(rule) => set({ rule })} />
            <ResolveProblems resolved={resolved} part="weights" />
          </>
        )}
      </PartCard>
      {dynamic && (
        <>
          <FollowTargets {...part} dynamic={dynamic} onChange={set} />
          {dynamic.rule.kind === "market-cap" && <CapitalisationsCard resolved={resolved} />}
          <Card labelledBy="h-anchor">
            <CardHeader id="h-anchor" title="How far and how often" />
            <CardBody className="grid gap-5">
              <BoundFields {...part} dynamic={dynamic} onChange={set} />
              <div className="border-t border-hairline pt-4 grid gap-3">
                <h3 className="font-medium">Computed anew</h3>
                <ScheduleFields
                  cron={dynamic.cron}
                  timeZone={dynamic.timeZone}
                  errors={{ cron: errorOf(part, "dynamic.cron"), timeZone: errorOf(part, "dynamic.timeZone") }}
                  onChange={set}
                />
              </div>
            </CardBody>
          </Card>
        </>
      )}
    </>
  );
}

interface DynamicProps extends PagePart {
  dynamic: DynamicTargets;
  onChange: (change: Partial<DynamicTargets>) => void;
}

const BOUND: readonly FigureField<"dynamic">[] = [{ name: "bound", label: "At most away", step: "1" }];
const WEIGHTS: readonly FigureField<"dynamic">[] = [
  { name: "weightMin", label: "Least weight", hint: "Of any target the rule sets.", step: "1" },
  { name: "weightMax", label: "Most weight", hint: "Of any target the rule sets.", step: "5" },
];

function BoundFields({ dynamic, problems, onChange }: DynamicProps) {
  const isBound = dynamic.bound !== null;
  return (
    <div className="grid gap-4">
      <Checkbox
        checked={isBound}
        onChange={(isOn) => onChange({ bound: isOn ? 0.1 : null })}
        hint="The rule may move a target only so far from the weight you wrote."
      >
        Stay near the written weights
      </Checkbox>
      <FieldGrid>
        <PolicyFigures
          part="dynamic"
          path="dynamic"
          values={dynamic}
          problems={problems}
          fields={isBound ? [...BOUND, ...WEIGHTS] : WEIGHTS}
          onChange={(name, value) => onChange({ [name]: value })}
        />
      </FieldGrid>
    </div>
  );
}
