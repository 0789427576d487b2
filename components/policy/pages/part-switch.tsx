"use client";
import { cx } from "@/components/ui/cx";
import { Switch } from "@/components/ui/switch";
import type { Part } from "../draft/parts";
import { browserZone, type EditorPart } from "./editor";

/** One switch a part. Off keeps its figures, so that switching it on again brings them back. */
export function PartSwitch({
  part,
  name,
  draft,
  edit,
  className,
}: Pick<EditorPart, "draft" | "edit"> & { part: Part; name: string; className?: string }) {
  const isOn = Boolean(draft.settings[part]);
  return (
    <div className={cx("*:items-center", className)}>
      <Switch
        checked={isOn}
        onChange={(next) => edit({ do: "switch", part, isOn: next, timeZone: browserZone() })}
        label={
          <>
            <span className="sr-only">{name}: </span>
            {isOn ? "On" : "Off"}
          </>
        }
      />
    </div>
  );
}
