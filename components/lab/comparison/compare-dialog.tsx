"use client";
import { useState } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldHintClass } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { chosenStrategy, type LabSpec, type LabStrategySpec } from "@/lib/schemas/lab-spec";
import { summaryOf } from "../policy/describe-policy";
import type { LabSetUp } from "../types";
import { presetsOf } from "./presets";

interface CompareDialogProps {
  spec: LabSpec;
  setUp: Pick<LabSetUp, "portfolios" | "templates">;
  onAdd: (strategy: LabStrategySpec) => void;
  onClose: () => void;
}

/** What to set beside the policy at hand. One press adds it. */
export function CompareDialog({ spec, setUp, onAdd, onClose }: CompareDialogProps) {
  const { timeframe } = spec.prices;
  const add = (strategy: LabStrategySpec) => {
    onAdd(strategy);
    onClose();
  };
  const { policy } = chosenStrategy(spec);
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title="Compare with"
      description="It runs on the same prices, over the same time, at the same costs."
      actions={<Button onClick={onClose}>Cancel</Button>}
    >
      <div className="grid gap-4.5">
        <Offers
          title="Same targets, kept another way"
          offers={presetsOf(policy).map((preset) => ({ strategy: preset, summary: preset.sentence }))}
          onAdd={add}
        />
        <Offers
          title="Your portfolios"
          offers={setUp.portfolios.map(({ name, policy: own }) => ({
            strategy: { name: name.slice(0, 40), policy: own },
            summary: summaryOf(own, timeframe),
          }))}
          onAdd={add}
        />
        <Offers
          title="Templates"
          offers={setUp.templates.map(({ name, sentence, policy: own }) => ({
            strategy: { name: name.slice(0, 40), policy: own },
            summary: sentence,
          }))}
          onAdd={add}
        />
        <FromFile onAdd={add} />
      </div>
    </Dialog>
  );
}

interface OffersProps {
  title: string;
  offers: readonly { strategy: LabStrategySpec; summary: string }[];
  onAdd: (strategy: LabStrategySpec) => void;
}

function Offers({ title, offers, onAdd }: OffersProps) {
  if (offers.length === 0) return null;
  return (
    <section>
      <h3 className="text-text-faint text-xs">{title}</h3>
      <ul className="mt-1.5 grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-2">
        {offers.map(({ strategy: { name, policy }, summary }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two portfolios may share a name
          <li key={index} className="grid">
            <button
              type="button"
              className="grid content-start gap-0.5 rounded-md border border-line bg-surface px-3 py-2.5 text-left hover:border-edge hover:bg-hover"
              onClick={() => onAdd({ name, policy })}
            >
              <span className="font-medium">{name}</span>
              <span className={fieldHintClass}>{summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FromFile({ onAdd }: Pick<OffersProps, "onAdd">) {
  const [name, setName] = useState("");
  const read = useAction(async (file: File) => {
    const plain = file.name.replace(/\.json$/i, "").slice(0, 40) || "From a file";
    setName(file.name);
    onAdd({ name: plain, policy: await mutate("policies.parseJson", { text: await file.text() }) });
  });
  return (
    <section className="grid gap-3">
      <Field label="From a policy file" hint="A JSON file that was exported here.">
        <FileInput accept=".json,application/json" onFile={read.run} />
      </Field>
      {read.problem && (
        <Callout tone="negative" title={`${name} cannot be used`}>
          {read.problem}
        </Callout>
      )}
    </section>
  );
}
