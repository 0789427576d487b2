"use client";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { assetName } from "@/lib/format/asset-names";
import { AssetCombobox } from "./asset-combobox";
import type { TargetDraft } from "./draft";
import { type EditorPart, errorOf } from "./editor";
import { FigureInput } from "./figure-input";

interface GroupMembersProps extends EditorPart {
  target: TargetDraft;
  path: string;
  taken: ReadonlySet<string>;
}

const MODES = [
  { value: "fungible", label: "Any mix counts" },
  { value: "weighted", label: "Inner weights" },
] as const;

export function GroupMembers({ target, path, taken, ...part }: GroupMembersProps) {
  const { edit } = part;
  const { id } = target;
  const nameError = errorOf(part, `${path}.name`);
  const membersError = errorOf(part, `${path}.members`);
  return (
    <div className="target-below group">
      <div className="group-head">
        <TextInput
          aria-label="Name of the group"
          placeholder="Name of the group"
          aria-invalid={nameError ? true : undefined}
          value={target.name}
          onChange={(event) => edit({ do: "rename-group", id, name: event.target.value })}
        />
        <Segmented
          label="How members share the group"
          options={MODES}
          value={target.mode}
          onChange={(mode) => edit({ do: "group-mode", id, mode })}
        />
        <Button variant="quiet" size="sm" onClick={() => edit({ do: "ungroup", id })}>
          Ungroup
        </Button>
      </div>
      {nameError && <p className="field-error">{nameError}</p>}
      <ul className="members">
        {target.members.map((member) => (
          <li key={member.id}>
            <span className="asset">
              <b>{assetName(member.asset)}</b>
              <i>{assetName(member.asset) === member.asset ? "" : member.asset}</i>
            </span>
            {target.mode === "weighted" && (
              <span className="weight">
                <FigureInput
                  aria-label={`${assetName(member.asset)}, percent of the group`}
                  suffix="%"
                  step="1"
                  scale={0.01}
                  value={member.weight}
                  onChange={(weight) =>
                    edit({ do: "member-weight", id, memberId: member.id, weight: Number.isFinite(weight) ? weight : 0 })
                  }
                />
              </span>
            )}
            <Button
              variant="quiet"
              size="sm"
              aria-label={`Take ${assetName(member.asset)} out of ${target.name}`}
              icon={<Icon name="close" size={12} />}
              onClick={() => edit({ do: "remove-member", id, memberId: member.id })}
            />
          </li>
        ))}
        <li className="member-add">
          <AssetCombobox
            label="Add an asset to the group"
            placeholder="Add to the group"
            taken={taken}
            onPick={(asset) => edit({ do: "add-member", id, asset })}
          />
        </li>
      </ul>
      {membersError && <p className="field-error">{membersError}</p>}
    </div>
  );
}
