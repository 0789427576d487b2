"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { linkClass } from "@/components/ui/text-link";
import { assetName } from "@/lib/engine/model";
import { problemOf } from "./form-problem";
import type { VenueDialogProps } from "./venue-dialog";

const OTHER = "other";

/** Writes down what a paper or manual venue holds now. */
export function SetBalanceDialog({ venue, isOpen, onClose }: VenueDialogProps) {
  const first = venue.balances[0];
  const [asset, setAsset] = useState(first?.asset ?? "");
  const [isOther, setOther] = useState(first === undefined);
  const [quantity, setQuantity] = useState(first?.quantity ?? "");
  const [note, setNote] = useState(first?.note ?? "");
  const router = useRouter();
  const save = useMutation(
    useTRPC().venues.setBalance.mutationOptions({
      onSuccess: () => {
        onClose();
        router.refresh();
      },
    }),
  );
  const problem = problemOf(save.error);
  const choose = (code: string) => {
    const held = venue.balances.find((balance) => balance.asset === code);
    setAsset(code);
    setQuantity(held?.quantity ?? "");
    setNote(held?.note ?? "");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const withNote = venue.kind === "manual" ? { note } : {};
    if (!save.isPending) save.mutate({ venueId: venue.id, asset, quantity: quantity || "0", ...withNote });
  };
  const options = [
    ...venue.balances.map((balance) => ({ value: balance.asset, label: labelOf(balance.asset) })),
    { value: OTHER, label: "Another asset" },
  ];
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Set a balance at ${venue.name}`}
      description={
        venue.kind === "paper" ? "Made-up money: as much as you like." : "What is there now, not what moved."
      }
    >
      <form className="grid gap-3.5" onSubmit={submit} noValidate>
        <Field label="Asset" error={problem?.path === "asset" ? problem.message : undefined}>
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
        <Field
          label="Quantity"
          hint="0 takes it off the list."
          error={problem?.path === "quantity" ? problem.message : undefined}
        >
          <NumberInput value={quantity} onChange={setQuantity} />
        </Field>
        {venue.kind === "manual" && (
          <Field label="Note" error={problem?.path === "note" ? problem.message : undefined}>
            <TextInput value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
          </Field>
        )}
        {problem && problem.path === null && <Callout tone="negative" title={problem.message} />}
        <DialogActions>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button type="submit" variant="primary" isBusy={save.isPending} disabled={asset === ""}>
            Set {asset || "balance"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function labelOf(code: string): string {
  const name = assetName(code);
  return name === code ? code : `${name} (${code})`;
}
