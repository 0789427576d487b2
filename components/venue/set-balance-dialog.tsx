"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { linkClass } from "@/components/ui/text-link";
import { assetName } from "@/lib/engine/model";
import { errorAt, problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import { useDone } from "./use-done";
import type { VenueDialogProps } from "./venue-dialog";

const OTHER = "other";

/** Writes down what a paper or manual venue holds now. */
export function SetBalanceDialog({ venue, isOpen, onClose }: VenueDialogProps) {
  const first = venue.balances[0];
  const [asset, setAsset] = useState(first?.asset ?? "");
  const [isOther, setOther] = useState(first === undefined);
  const [quantity, setQuantity] = useState(first?.quantity ?? "");
  const [note, setNote] = useState(first?.note ?? "");
  const done = useDone(onClose);
  const set = useMutation(
    useTRPC().venues.setBalance.mutationOptions({
      onSuccess: () => done(),
    }),
  );
  const problem = problemOf(set.error);
  const choose = (code: string) => {
    const held = venue.balances.find((balance) => balance.asset === code);
    setAsset(code);
    setQuantity(held?.quantity ?? "");
    setNote(held?.note ?? "");
  };
  const save = () => {
    const withNote = venue.kind === "manual" ? { note } : {};
    set.mutate({ venueId: venue.id, asset, quantity: quantity || "0", ...withNote });
  };
  const options = [
    ...venue.balances.map((balance) => ({ value: balance.asset, label: labelOf(balance.asset) })),
    { value: OTHER, label: "Another asset" },
  ];
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Set a balance at ${venue.name}`}
      description={
        venue.kind === "paper" ? "Made-up money: as much as you like." : "What is there now, not what moved."
      }
      leave="Leave as it is"
      act={`Set ${asset || "balance"}`}
      onAct={save}
      isBusy={set.isPending}
      isOff={asset === ""}
    >
      <Field label="Asset" error={errorAt(problem, "asset")}>
        <Select
          value={isOther ? OTHER : asset}
          options={options}
          onChange={(code) => {
            setOther(code === OTHER);
            choose(code === OTHER ? "" : code);
          }}
        />
      </Field>
      {isOther &&
        (asset ? (
          <p>
            <b className="font-medium">{asset}</b> <span className="text-text-faint">{assetName(asset)}</span>{" "}
            <button type="button" className={linkClass} onClick={() => setAsset("")}>
              Another
            </button>
          </p>
        ) : (
          <AssetCombobox
            label="Add an asset"
            taken={new Set(venue.balances.map((balance) => balance.asset))}
            onPick={choose}
          />
        ))}
      <Field label="Quantity" hint="0 takes it off the list." error={errorAt(problem, "quantity")}>
        <NumberInput value={quantity} onChange={setQuantity} />
      </Field>
      {venue.kind === "manual" && (
        <Field label="Note" error={errorAt(problem, "note")}>
          <TextInput value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </Field>
      )}
      <FormRefusal problem={problem} fields={["asset", "quantity", "note"]} />
    </FormDialog>
  );
}

function labelOf(code: string): string {
  const name = assetName(code);
  return name === code ? code : `${name} (${code})`;
}
