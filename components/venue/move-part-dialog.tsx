"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { sum } from "@/lib/money";
import { errorAt, problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import type { DivisionView } from "./types";
import { useDone } from "./use-done";
import type { VenueDialogProps } from "./venue-dialog";

const NOBODY = "";

interface MovePartDialogProps extends VenueDialogProps {
  division: DivisionView;
}

/** Hands a quantity from one part to another. Nothing moves at the exchange. */
export function MovePartDialog({ venue, division, isOpen, onClose }: MovePartDialogProps) {
  const [from, setFrom] = useState(division.parts[0]?.portfolioId ?? NOBODY);
  const [to, setTo] = useState(division.parts[1]?.portfolioId ?? NOBODY);
  const [asset, setAsset] = useState("");
  const [quantity, setQuantity] = useState("");
  const done = useDone(onClose);
  const move = useMutation(
    useTRPC().allotments.move.mutationOptions({
      onSuccess: () => done(),
    }),
  );
  const problem = problemOf(move.error);
  const held = heldBy(division, from);
  const chosen = held.find((row) => row.asset === asset) ?? held[0];
  const sides = [
    ...division.parts.map((part) => ({ value: part.portfolioId, label: part.portfolioName })),
    { value: NOBODY, label: "not allotted" },
  ];
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Move a part of ${venue.name}`}
      description="Only the books change; nothing is moved or traded at the venue. It counts as a withdrawal from one portfolio and a deposit to the other."
      leave="Leave as it is"
      act="Move"
      onAct={() =>
        chosen && move.mutate({ venueId: venue.id, from: from || null, to: to || null, asset: chosen.asset, quantity })
      }
      isBusy={move.isPending}
      isOff={!chosen || from === to}
    >
      <Field label="From">
        <Select value={from} options={sides} onChange={setFrom} />
      </Field>
      <Field label="To" error={errorAt(problem, "to")}>
        <Select value={to} options={sides} onChange={setTo} />
      </Field>
      <Field label="Asset" hint={held.length === 0 ? "There is nothing to move." : undefined}>
        <Select value={chosen?.asset ?? ""} options={held.map((row) => row.asset)} onChange={setAsset} />
      </Field>
      <Field
        label="Quantity"
        hint={chosen ? `${chosen.quantity} ${chosen.asset} at most.` : undefined}
        error={errorAt(problem, "quantity")}
      >
        <NumberInput value={quantity} onChange={setQuantity} />
      </Field>
      <FormRefusal problem={problem} fields={["to", "quantity"]} />
    </FormDialog>
  );
}

/** What a portfolio's books say it has, also what the account no longer holds: that is what a withdrawal is taken from. */
function heldBy(division: DivisionView, portfolioId: string): readonly { asset: string; quantity: string }[] {
  if (portfolioId === NOBODY) return division.notAllotted.filter((row) => !row.quantity.startsWith("-"));
  const part = division.parts.find((each) => each.portfolioId === portfolioId);
  if (!part) return [];
  const assets = new Set([...part.missing, ...part.balances].map((row) => row.asset));
  return [...assets].map((asset) => ({ asset, quantity: claimOf(part, asset) }));
}

function claimOf(part: DivisionView["parts"][number], asset: string): string {
  const rows = [...part.balances, ...part.missing].filter((row) => row.asset === asset);
  return sum(rows.map((row) => row.quantity));
}
