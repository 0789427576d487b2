"use client";
import { Drift } from "@/components/figures/drift";
import { Weight } from "@/components/figures/percent";
import { Time } from "@/components/figures/time";
import { Card, CardHeader } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import type { DynamicTargets } from "@/lib/engine/model";
import { formatPercent } from "@/lib/format/number";
import { keyOfDraft, type TargetDraft } from "../draft/draft";
import { nameOfDraft } from "../draft/name-of-target";
import { needsSafe, rangeOf } from "../draft/parts";
import { shareOf } from "../draft/weights";
import { RangeGauge } from "../fields/range-gauge";
import { errorOf, type PagePart } from "./editor";
import { measuredClass } from "./measured";

interface FollowTargetsProps extends PagePart {
  dynamic: DynamicTargets;
  onChange: (change: Partial<DynamicTargets>) => void;
}

type Role = "follows" | "fixed" | "safe";

/** Every target: what is written, what the rule makes of it now, how far it may go, and whether it follows at all. */
export function FollowTargets({ dynamic, onChange, ...part }: FollowTargetsProps) {
  const { draft, resolved } = part;
  const now = new Map(resolved?.targets.map((each) => [each.key, each]));
  const scale = Math.min(
    1,
    Math.max(0.1, ...draft.targets.map((target) => allowedOf(target, dynamic)?.high ?? shareOf(target.weight))),
  );
  const error = errorOf(part, "dynamic.fixed") ?? errorOf(part, "dynamic.safe");
  const setRole = (key: string, role: Role) =>
    onChange({
      fixed: role === "fixed" ? [...dynamic.fixed, key] : dynamic.fixed.filter((each) => each !== key),
      safe: role === "safe" ? key : dynamic.safe === key ? null : dynamic.safe,
    });
  return (
    <Card labelledBy="h-follow">
      <CardHeader id="h-follow" title="Who follows it" hint="what you wrote, and what the rule gives now" />
      {error && (
        <div className="px-5 pb-2 max-md:px-3.5">
          <FieldError id="follow-error">{error}</FieldError>
        </div>
      )}
      <Table isStacked className="md:[&_td]:h-11">
        <thead>
          <tr>
            <Th>Target</Th>
            <Th isNumeric>Written</Th>
            <Th className="w-[34%]">
              <span className="sr-only">Drawn</span>
            </Th>
            <Th isNumeric>Rule now</Th>
            <Th>Weight</Th>
          </tr>
        </thead>
        <tbody>
          {draft.targets.map((target) => {
            const key = keyOfDraft(target);
            const name = nameOfDraft(target);
            const effective = now.get(key);
            const range = allowedOf(target, dynamic);
            const role: Role = key === dynamic.safe ? "safe" : dynamic.fixed.includes(key) ? "fixed" : "follows";
            return (
              <tr key={target.id}>
                <Td place={1} className="font-medium">
                  {name}
                </Td>
                <Td place={3} isNumeric>
                  <span className="md:hidden text-text-faint">written </span>
                  <Weight value={shareOf(target.weight)} />
                </Td>
                <Td place="hide" className="w-[34%]">
                  <RangeGauge
                    name={name}
                    written={shareOf(target.weight)}
                    effective={effective?.weight ?? null}
                    range={range}
                    scale={scale}
                  />
                </Td>
                <Td place={4} isNumeric className={measuredClass}>
                  <span className="md:hidden text-text-faint">rule now </span>
                  <Weight value={effective?.weight ?? null} />
                  {effective && Math.abs(effective.weight - effective.written) >= 0.0005 && (
                    <Subline>
                      <Drift value={effective.weight - effective.written} />
                    </Subline>
                  )}
                </Td>
                <Td place={2}>
                  <Select
                    className="min-w-[190px] max-md:min-w-0"
                    aria-label={`${name}: how its weight is set`}
                    aria-invalid={error ? true : undefined}
                    aria-describedby={error ? "follow-error" : undefined}
                    value={role}
                    options={[
                      { value: "follows", label: range ? `Follows, ${rangeText(range)}` : "Follows the rule" },
                      { value: "fixed", label: "Keeps what is written" },
                      ...(needsSafe(dynamic.rule.kind) ? [{ value: "safe", label: "Takes what is not invested" }] : []),
                    ]}
                    onChange={(next) => setRole(key, next === "safe" ? "safe" : next === "fixed" ? "fixed" : "follows")}
                  />
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {resolved?.rule && (
        <p className="px-5 py-3 text-xs text-text-faint max-md:px-3.5">
          Computed for <Time at={resolved.rule.asOf} format="datetime" />
          {resolved.rule.nextAt !== null && (
            <>
              , next <Time at={resolved.rule.nextAt} format="datetime" />
            </>
          )}
          {resolved.rule.sources.length > 0 && `, from ${resolved.rule.sources.join(", ")}`}. {resolved.rule.note}
        </p>
      )}
    </Card>
  );
}

const rangeText = ({ low, high }: { low: number; high: number }) =>
  low <= 0 && high >= 1
    ? "any weight"
    : `${formatPercent(Math.max(low, 0), { digits: 0 })} to ${formatPercent(Math.min(high, 1), { digits: 0 })}`;

/** Null for a target that keeps its written weight. */
const allowedOf = (target: TargetDraft, dynamic: DynamicTargets) => {
  if (dynamic.fixed.includes(keyOfDraft(target))) return null;
  const range = rangeOf(target, dynamic);
  return Number.isFinite(range.low + range.high) ? range : null;
};
