"use client";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { AssetName } from "@/components/ui/asset-name";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Segmented } from "@/components/ui/segmented";
import { TextInput } from "@/components/ui/text-input";
import { assetName } from "@/lib/format/asset-names";
import type { TargetDraft } from "../draft/draft";
import { type EditorPart, errorOf } from "../pages/editor";
import { WeightInput } from "./weight-input";

interface GroupMembersProps extends EditorPart {
  target: TargetDraft;
  path: string;
  taken: ReadonlySet<string>;
}

const MODES = [
  { value: "fungible", label: "Any mix counts" },
  { value: "weighted", label: "Inner weights" },
] as const;

const MEMBER = "flex min-h-9 items-center gap-2";

export function GroupMembers({ target, path, taken, ...part }: GroupMembersProps) {
  const { edit } = part;
  const { id } = target;
  const nameError = errorOf(part, `${path}.name`);
  const membersError = errorOf(part, `${path}.members`);
  return (
    <div className="mr-5 mb-3 ml-9.25 grid gap-2 max-md:mx-3.5">
      <div className="flex flex-wrap items-center gap-2">
        <TextInput
          className="w-45"
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
      {nameError && <FieldError>{nameError}</FieldError>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(250px,1fr))] gap-x-6 gap-y-0.5">
        {target.members.map((member) => (
          <li key={member.id} className={MEMBER}>
            <AssetName name={assetName(member.asset)} code={member.asset} className="flex-1" />
            {target.mode === "weighted" && (
              <span className="w-21">
                <WeightInput
                  aria-label={`${assetName(member.asset)}, percent of the group`}
                  step="1"
                  value={member.weight}
                  onChange={(weight) => edit({ do: "member-weight", id, memberId: member.id, weight })}
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
        <li className={MEMBER}>
          <AssetCombobox
            className="w-full"
            label="Add an asset to the group"
            placeholder="Add to the group"
            taken={taken}
            onPick={(asset) => edit({ do: "add-member", id, asset })}
          />
        </li>
      </ul>
      {membersError && <FieldError>{membersError}</FieldError>}
    </div>
  );
}
