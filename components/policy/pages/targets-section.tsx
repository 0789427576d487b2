"use client";
import { useState } from "react";
import { assetColors, OTHER_COLOR } from "@/components/portfolio/asset-colors";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { formatTrimmedPercent } from "@/lib/format/number";
import { GroupDialog } from "../dialogs/group-dialog";
import { assetsOf, keyOfDraft, type TargetDraft } from "../draft/draft";
import { type Points, restOf, WHOLE } from "../draft/weights";
import { TargetRow } from "../fields/target-row";
import type { EditorPart, PagePart } from "./editor";

interface TargetsSectionProps extends PagePart {
  /** Current weight of each target by its key, where a preview has it. */
  actual: ReadonlyMap<string, number>;
  /** Whether the other weights give way. */
  isBalancing: boolean;
  onBalancing: (isBalancing: boolean) => void;
}

export function TargetsSection({ actual, isBalancing, onBalancing, ...part }: TargetsSectionProps) {
  const { draft, edit } = part;
  const [isGrouping, setGrouping] = useState(false);
  const [scale, setScale] = useState(() => scaleFor(draft.targets));
  const [isDragging, setDragging] = useState(false);
  // The axis grows when a weight comes near its end, but never under a finger that is dragging.
  const needed = scaleFor(draft.targets);
  if (!isDragging && needed > scale) setScale(needed);
  const colors = targetColors(draft.targets);
  const taken = new Set(assetsOf(draft));
  const effective = new Map(part.resolved?.targets.map((each) => [each.key, each]));
  return (
    <Card labelledBy="h-targets">
      <CardHeader
        id="h-targets"
        title="Targets"
        hint={
          draft.settings.dynamic
            ? "what you write is the anchor; the rule moves from there (ring)"
            : "drag the line, or type"
        }
        push={<TotalLine {...part} />}
      />
      {draft.targets.length === 0 ? (
        <p className="text-text-soft px-5 pb-3">
          No target yet. Add the first asset; it takes 100 % until you add another.
        </p>
      ) : (
        <ul>
          {draft.targets.map((target, index) => (
            <TargetRow
              key={target.id}
              target={target}
              index={index}
              color={colors[keyOfDraft(target)] ?? OTHER_COLOR}
              actual={actual.get(keyOfDraft(target)) ?? null}
              scale={scale}
              isBalancing={isBalancing}
              taken={taken}
              effective={effective.get(keyOfDraft(target)) ?? null}
              onDrag={setDragging}
              {...part}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2.5 border-t border-line px-5 pt-3 pb-4 max-md:px-3.5 max-md:pb-3">
        <AssetCombobox
          className="w-[200px] max-md:w-full"
          label="Add an asset"
          taken={taken}
          onPick={(asset) => edit({ do: "add-asset", asset })}
        />
        <Button onClick={() => setGrouping(true)}>New group</Button>
        <Button variant="quiet" disabled={draft.targets.length < 2} onClick={() => edit({ do: "equal" })}>
          Equal weights
        </Button>
        <div className="ml-auto max-md:ml-0">
          <Switch checked={isBalancing} onChange={onBalancing} label="Keep at 100 %" hint="Others give way." />
        </div>
      </div>
      {isGrouping && (
        <GroupDialog
          targets={draft.targets}
          taken={taken}
          onClose={() => setGrouping(false)}
          onCreate={(name, assets) => {
            edit({ do: "add-group", name, assets });
            setGrouping(false);
          }}
        />
      )}
    </Card>
  );
}

function TotalLine({ draft, edit }: EditorPart) {
  const rest = restOf(draft.targets);
  const canMove = draft.targets.some((target) => !target.isLocked);
  if (rest === 0 || draft.targets.length === 0) {
    return <output className="text-text-soft text-xs">{draft.targets.length > 0 ? "100 % given" : ""}</output>;
  }
  const amount = formatTrimmedPercent(Math.abs(rest) / 10_000);
  const cash = draft.targets.find((target) => target.kind === "asset" && target.asset === draft.settings.quoteAsset);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <output className="text-warning font-medium">{rest > 0 ? `${amount} left to give` : `${amount} too much`}</output>
      <Button size="sm" disabled={!canMove} onClick={() => edit({ do: rest > 0 ? "distribute-rest" : "normalise" })}>
        {rest > 0 ? "Distribute the rest" : "Scale to 100 %"}
      </Button>
      {rest > 0 && cash && (
        <Button size="sm" onClick={() => edit({ do: "give-rest", id: cash.id })}>
          All to {draft.settings.quoteAsset}
        </Button>
      )}
    </div>
  );
}

/** Colours as on every other screen. */
const targetColors = (targets: readonly TargetDraft[]) =>
  assetColors(targets.map((target) => ({ key: keyOfDraft(target), members: assetsOf({ targets: [target] }) })))
    .byTarget;

/** Shared axis: the next round figure with some margin above the largest weight. */
function scaleFor(targets: readonly TargetDraft[]): Points {
  const largest = Math.max(0, ...targets.map((target) => target.weight));
  return [2000, 3000, 4000, 5000, 6000, 8000].find((each) => each >= largest + 600) ?? WHOLE;
}
