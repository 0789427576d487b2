"use client";
import { AssetName } from "@/components/ui/asset-name";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { formatPoints } from "@/lib/format/number";
import { writtenWidth } from "../draft/bands";
import type { TargetDraft } from "../draft/draft";
import { nameOfDraft } from "../draft/name-of-target";
import { type Problem, problemAt } from "../draft/problem";
import { type Points, shareOf } from "../draft/weights";
import type { PagePart } from "../pages/editor";
import { PageLink } from "../pages/page-tabs";
import type { ResolvedTargetView } from "../types";
import { GroupMembers } from "./group-members";
import { TargetSlider } from "./target-slider";
import { WeightInput } from "./weight-input";

interface TargetRowProps extends PagePart {
  target: TargetDraft;
  index: number;
  color: string;
  actual: number | null;
  scale: Points;
  isBalancing: boolean;
  taken: ReadonlySet<string>;
  effective: ResolvedTargetView | null;
  onDrag: (isDragging: boolean) => void;
}

/** On a phone two lines: name, weight, lock and removal, then the slider and its band. */
const LINE =
  "grid min-h-11 grid-cols-[158px_minmax(80px,1fr)_92px_32px_68px_32px] items-center gap-x-2 py-1 pr-3 pl-5 hover:bg-hover max-md:grid-cols-[minmax(0,1fr)_96px_40px_40px] max-md:gap-x-1 max-md:gap-y-0.5 max-md:px-3.5 max-md:pt-2 max-md:pb-1";
const FAINT = "text-text-faint hover:text-text";
const BAND =
  "inline-flex h-7 items-center justify-end rounded-md px-1 text-xs whitespace-nowrap text-text-faint tabular-nums underline decoration-line decoration-dotted underline-offset-4 hover:text-text focus-visible:rounded-md max-md:order-5 max-md:col-span-2 max-md:h-10";

export function TargetRow({
  target,
  index,
  color,
  actual,
  scale,
  isBalancing,
  taken,
  effective,
  onDrag,
  ...part
}: TargetRowProps) {
  const { edit, draft, problems } = part;
  const path = `targets.${index}`;
  const name = nameOfDraft(target);
  const moved = effective && Math.abs(effective.weight - effective.written) >= 0.0005 ? effective.weight : null;
  const band =
    writtenWidth(target.band ?? draft.settings.band, moved ?? shareOf(target.weight)) ?? effective?.band ?? null;
  const own = ownProblem(problems, path);
  const setWeight = (weight: Points) => edit({ do: "set-weight", id: target.id, weight, isBalancing });
  return (
    <li className="border-t border-hairline">
      <div className={LINE}>
        <AssetName name={name} code={target.kind === "group" ? "group" : target.asset} color={color} />
        <TargetSlider
          label={name}
          weight={target.weight}
          actual={actual}
          effective={moved}
          band={band ?? 0}
          scale={scale}
          isDisabled={target.isLocked}
          onChange={setWeight}
          onDrag={onDrag}
        />
        <span className="max-md:order-1">
          <WeightInput
            aria-label={`${name}, target weight in percent`}
            aria-invalid={own ? true : undefined}
            aria-describedby={own ? `${target.id}-error` : undefined}
            step="0.1"
            value={target.weight}
            disabled={target.isLocked}
            onChange={setWeight}
          />
        </span>
        <Button
          variant="quiet"
          className={cx("max-md:order-2", target.isLocked ? "bg-sunken text-text" : FAINT)}
          aria-pressed={target.isLocked}
          aria-label={`Lock ${name} at its weight`}
          title={target.isLocked ? "Locked: other edits leave this weight alone" : "Lock this weight"}
          icon={<Icon name="lock" />}
          onClick={() => edit({ do: "lock", id: target.id, isLocked: !target.isLocked })}
        />
        <PageLink page="bands" pages={part.pages} className={cx(BAND, target.band && "font-medium text-text")}>
          <span className="sr-only">Band of {name}: </span>
          {band === null ? "moves" : `±${formatPoints(band, { isSigned: false })}`}
          <span className="sr-only">, {target.band ? "its own" : "the policy’s"}</span>
        </PageLink>
        <Button
          variant="quiet"
          className={cx("max-md:order-3", FAINT)}
          aria-label={`Remove ${name}`}
          icon={<Icon name="close" size={14} />}
          onClick={() => edit({ do: "remove", id: target.id, isBalancing })}
        />
      </div>
      {own && (
        <div className="mr-5 mb-3 ml-9.25 max-md:mx-3.5">
          <FieldError id={`${target.id}-error`}>{own}</FieldError>
        </div>
      )}
      {target.kind === "group" && <GroupMembers target={target} path={path} taken={taken} {...part} />}
    </li>
  );
}

/** A problem of the row itself; those of members, name and band stand at their own fields. */
function ownProblem(problems: readonly Problem[], path: string): string | null {
  return (
    problemAt(problems, `${path}.weight`) ??
    problemAt(problems, `${path}.asset`) ??
    problems.find((each) => each.path === path)?.message ??
    null
  );
}
