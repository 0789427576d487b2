"use client";
import type { CSSProperties } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { formatPoints } from "@/lib/format/number";
import { writtenWidth } from "./bands";
import type { TargetDraft } from "./draft";
import type { PagePart } from "./editor";
import { FigureInput } from "./figure-input";
import { GroupMembers } from "./group-members";
import { nameOfDraft } from "./name-of-target";
import { PageLink } from "./page-tabs";
import { type Problem, problemAt } from "./problem";
import { TargetSlider } from "./target-slider";
import type { RuledTargetView } from "./types";
import { type Points, shareOf } from "./weights";

interface TargetRowProps extends PagePart {
  target: TargetDraft;
  index: number;
  color: string;
  actual: number | null;
  scale: Points;
  isBalancing: boolean;
  taken: ReadonlySet<string>;
  ruled: RuledTargetView | null;
  onDrag: (isDragging: boolean) => void;
}

export function TargetRow({
  target,
  index,
  color,
  actual,
  scale,
  isBalancing,
  taken,
  ruled,
  onDrag,
  ...part
}: TargetRowProps) {
  const { edit, draft, problems } = part;
  const path = `targets.${index}`;
  const name = nameOfDraft(target);
  const moved = ruled && Math.abs(ruled.weight - ruled.written) >= 0.0005 ? ruled.weight : null;
  const band = writtenWidth(target.band ?? draft.settings.band, moved ?? shareOf(target.weight)) ?? ruled?.band ?? null;
  const own = ownProblem(problems, path);
  const setWeight = (weight: Points) => edit({ do: "set-weight", id: target.id, weight, isBalancing });
  return (
    <li className="target-row">
      <div className="target-line">
        <span className="asset name">
          <span className="swatch" style={{ "--c": color } as CSSProperties} />
          <b>{name}</b>
          <i>{target.kind === "group" ? "group" : name === target.asset ? "" : target.asset}</i>
        </span>
        <TargetSlider
          label={name}
          weight={target.weight}
          actual={actual}
          ruled={moved}
          band={band ?? 0}
          scale={scale}
          isDisabled={target.isLocked}
          onChange={setWeight}
          onDrag={onDrag}
        />
        <span className="weight">
          <FigureInput
            aria-label={`${name}, target weight in percent`}
            aria-invalid={own ? true : undefined}
            aria-describedby={own ? `${target.id}-error` : undefined}
            suffix="%"
            step="0.1"
            scale={0.01}
            value={target.weight}
            disabled={target.isLocked}
            onChange={(weight) => setWeight(Number.isFinite(weight) ? weight : 0)}
          />
        </span>
        <Button
          variant="quiet"
          className={target.isLocked ? "is-locked" : undefined}
          aria-pressed={target.isLocked}
          aria-label={`Lock ${name} at its weight`}
          title={target.isLocked ? "Locked: other edits leave this weight alone" : "Lock this weight"}
          icon={<Icon name="lock" />}
          onClick={() => edit({ do: "lock", id: target.id, isLocked: !target.isLocked })}
        />
        <PageLink page="bands" pages={part.pages} className={target.band ? "band-button own" : "band-button"}>
          <span className="sr-only">Band of {name}: </span>
          {band === null ? "moves" : `±${formatPoints(band, { isSigned: false })}`}
          <span className="sr-only">, {target.band ? "its own" : "the policy’s"}</span>
        </PageLink>
        <Button
          variant="quiet"
          aria-label={`Remove ${name}`}
          icon={<Icon name="close" size={14} />}
          onClick={() => edit({ do: "remove", id: target.id, isBalancing })}
        />
      </div>
      {own && (
        <p className="field-error target-below" id={`${target.id}-error`} role="alert">
          {own}
        </p>
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
