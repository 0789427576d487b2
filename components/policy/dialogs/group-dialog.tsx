"use client";
import { useState } from "react";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { assetName } from "@/lib/format/asset-names";
import type { TargetDraft } from "../draft/draft";

interface GroupDialogProps {
  targets: readonly TargetDraft[];
  taken: ReadonlySet<string>;
  onClose: () => void;
  onCreate: (name: string, assets: readonly string[]) => void;
}

/** A name, and the assets that share one target. Assets that are targets already bring their weight along. */
export function GroupDialog({ targets, taken, onClose, onCreate }: GroupDialogProps) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const existing = targets.flatMap((target) => (target.kind === "asset" ? [target.asset] : []));
  const added = chosen.filter((asset) => !existing.includes(asset));
  const toggle = (asset: string, isIn: boolean) =>
    setChosen(isIn ? [...chosen, asset] : chosen.filter((each) => each !== asset));
  const why = !name.trim() ? "Give the group a name." : chosen.length < 1 ? "Choose its assets." : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New group"
      description="Its members share one target. Stablecoins 20 % is met by any mix of USDT and USDC."
      actions={
        <>
          {why && <span className="text-text-faint text-xs self-center">{why}</span>}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={why !== null} onClick={() => onCreate(name.trim(), chosen)}>
            Create group
          </Button>
        </>
      }
    >
      <Field label="Name">
        <TextInput value={name} placeholder="Stablecoins" onChange={(event) => setName(event.target.value)} />
      </Field>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-xs font-medium">Members</legend>
        {[...existing, ...added].map((asset) => (
          <Checkbox key={asset} checked={chosen.includes(asset)} onChange={(isIn) => toggle(asset, isIn)}>
            {assetName(asset)} {assetName(asset) !== asset && <span className="text-text-faint text-xs">{asset}</span>}
          </Checkbox>
        ))}
      </fieldset>
      <AssetCombobox
        label="Add another asset"
        taken={new Set([...taken, ...added])}
        onPick={(asset) => toggle(asset, true)}
      />
    </Dialog>
  );
}
