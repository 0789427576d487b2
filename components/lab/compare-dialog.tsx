"use client";
import { useState } from "react";
import { tell } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field, useField } from "@/components/ui/field";
import { chosenContender, type LabContenderSpec, type LabSpec } from "@/lib/schemas/lab-spec";
import { presetsOf } from "./presets";
import type { LabSetUp } from "./types";
import { shortWords } from "./words";

interface CompareDialogProps {
  spec: LabSpec;
  setUp: Pick<LabSetUp, "portfolios" | "templates">;
  onAdd: (contender: LabContenderSpec) => void;
  onClose: () => void;
}

/** What to set beside the policy at hand. One press adds it. */
export function CompareDialog({ spec, setUp, onAdd, onClose }: CompareDialogProps) {
  const { timeframe } = spec.prices;
  const add = (contender: LabContenderSpec) => {
    onAdd(contender);
    onClose();
  };
  const { policy } = chosenContender(spec);
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title="Compare with"
      description="It runs on the same prices, over the same time, at the same costs."
      actions={<Button onClick={onClose}>Cancel</Button>}
    >
      <div className="lab-offers">
        <Offers
          title="Same targets, kept another way"
          offers={presetsOf(policy).map((preset) => ({ contender: preset, words: preset.sentence }))}
          onAdd={add}
        />
        <Offers
          title="Your portfolios"
          offers={setUp.portfolios.map(({ name, policy: own }) => ({
            contender: { name: name.slice(0, 40), policy: own },
            words: shortWords(own, timeframe),
          }))}
          onAdd={add}
        />
        <Offers
          title="Templates"
          offers={setUp.templates.map(({ name, sentence, policy: own }) => ({
            contender: { name: name.slice(0, 40), policy: own },
            words: sentence,
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
  offers: readonly { contender: LabContenderSpec; words: string }[];
  onAdd: (contender: LabContenderSpec) => void;
}

function Offers({ title, offers, onAdd }: OffersProps) {
  if (offers.length === 0) return null;
  return (
    <section>
      <h3 className="faint xs">{title}</h3>
      <ul>
        {offers.map(({ contender: { name, policy }, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two portfolios may share a name
          <li key={index}>
            <button type="button" className="offer" onClick={() => onAdd({ name, policy })}>
              <span className="medium">{name}</span>
              <span className="field-hint">{words}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FromFile({ onAdd }: Pick<OffersProps, "onAdd">) {
  const [name, setName] = useState("");
  const read = useDeed(async (file: File) => {
    const plain = file.name.replace(/\.json$/i, "").slice(0, 40) || "From a file";
    setName(file.name);
    onAdd({ name: plain, policy: await tell("policies.parseJson", { text: await file.text() }) });
  });
  return (
    <section className="grid gap-3">
      <Field label="From a policy file" hint="A JSON file that was exported here.">
        <PolicyFile onFile={(file) => file && read.run(file)} />
      </Field>
      {read.problem && (
        <Callout tone="negative" title={`${name} cannot be used`}>
          {read.problem}
        </Callout>
      )}
    </section>
  );
}

function PolicyFile({ onFile }: { onFile: (file: File | undefined) => void }) {
  return (
    <input
      {...useField()}
      type="file"
      accept=".json,application/json"
      className="file"
      // The same file may be chosen again once it is mended.
      onClick={(event) => {
        event.currentTarget.value = "";
      }}
      onChange={(event) => onFile(event.target.files?.[0])}
    />
  );
}
