"use client";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { PolicySettings } from "../draft/draft";
import type { Part } from "../draft/parts";
import type { EditorPart } from "./editor";
import { PAGE_NAMES, PAGE_OF_PART } from "./pages";
import { PartSwitch } from "./part-switch";

interface PartCardProps extends Pick<EditorPart, "draft" | "edit"> {
  part: Part;
  /** What the policy does without it. */
  off: ReactNode;
  /** The part's fields; nothing while it is off. */
  children: ReactNode;
}

/** The card of a part that may be off: its name, its switch, and its fields while it is on. */
export function PartCard({ part, off, children, draft, edit }: PartCardProps) {
  const page = PAGE_OF_PART[part];
  return (
    <Card labelledBy={`h-${page}`}>
      <CardHeader
        id={`h-${page}`}
        title={PAGE_NAMES[page]}
        push={<PartSwitch part={part} name={PAGE_NAMES[page]} draft={draft} edit={edit} />}
      />
      <CardBody className="grid gap-5">{children || <p className="text-text-soft">{off}</p>}</CardBody>
    </Card>
  );
}

type Settings<P extends Part> = NonNullable<PolicySettings[P]>;

/** A part's figures, null while it is off, and how they are changed. */
export function settingsOf<P extends Part>({ draft, edit }: Pick<EditorPart, "draft" | "edit">, part: P) {
  const settings: Settings<P> | null = draft.settings[part] ?? null;
  const set = (change: Partial<Settings<P>>) =>
    settings && edit({ do: "settings", change: { [part]: { ...settings, ...change } } });
  return [settings, set] as const;
}
