"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Quantity } from "@/components/figures/quantity";
import { useTRPC } from "@/components/trpc/client";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { FormDialog } from "@/components/ui/form-dialog";
import { NumberInput } from "@/components/ui/number-input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { type DivisionDraft, divisionOf, draftOf, isPossible, NOBODY, restOf } from "./division-draft";
import { problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import type { VenueView } from "./types";
import { useDone } from "./use-done";
import type { VenueDialogProps } from "./venue-dialog";

const WAYS: Record<DivisionDraft["kind"], string> = {
  quantity:
    "Each portfolio holds the quantities you write here; its own trades change them, nobody else's do. What comes in later is asked about.",
  asset:
    "Each asset is one portfolio's, with all that comes in of it. Its orders give and take only its own assets, so it needs its own cash, too.",
};

/** Whose is what of one account. */
export function DivideDialog({ venue, isOpen, onClose }: VenueDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(venue));
  const done = useDone(onClose);
  const set = useMutation(
    useTRPC().allotments.set.mutationOptions({
      onSuccess: () => done(),
    }),
  );
  const problem = problemOf(set.error);
  const isAlone = venue.portfolios.length < 2;
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={onClose}
      isWide
      title={`Divide ${venue.name}`}
      description="So that no two portfolios count or trade the same units. Proposals of its portfolios are taken back and they are checked anew; nothing is traded by this."
      leave="Leave as it is"
      act="Divide"
      onAct={() => set.mutate({ venueId: venue.id, division: divisionOf(venue, draft) })}
      isBusy={set.isPending}
      isOff={!isPossible(venue, draft)}
      aside={
        isAlone &&
        venue.division && (
          <Button isBusy={set.isPending} onClick={() => set.mutate({ venueId: venue.id, division: { kind: "whole" } })}>
            Give it all to {venue.portfolios[0]?.name}
          </Button>
        )
      }
    >
      <Segmented
        label="How it is divided"
        value={draft.kind}
        options={[
          { value: "quantity", label: "By quantity" },
          { value: "asset", label: "By asset" },
        ]}
        onChange={(kind) => setDraft({ ...draft, kind })}
      />
      <p className="text-text-soft">{WAYS[draft.kind]}</p>
      <ul className="grid gap-3">
        {draft.assets.map((asset) => (
          <li key={asset} className="grid gap-1.5 border-t border-hairline pt-2.5">
            {draft.kind === "asset" ? (
              <AssetOwner venue={venue} draft={draft} asset={asset} onChange={setDraft} />
            ) : (
              <AssetParts venue={venue} draft={draft} asset={asset} onChange={setDraft} />
            )}
          </li>
        ))}
      </ul>
      {draft.kind === "asset" && (
        <div className="max-w-[312px]">
          <AssetCombobox
            label="Add an asset"
            taken={new Set(draft.assets)}
            onPick={(asset) => setDraft({ ...draft, assets: [...draft.assets, asset] })}
          />
        </div>
      )}
      <FormRefusal problem={problem} />
    </FormDialog>
  );
}

interface AssetLineProps {
  venue: VenueView;
  draft: DivisionDraft;
  asset: string;
  onChange: (draft: DivisionDraft) => void;
}

function AssetOwner({ venue, draft, asset, onChange }: AssetLineProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <b className="w-24 font-medium">{asset}</b>
      <Select
        aria-label={`Whose ${asset} is`}
        className="max-w-[240px]"
        value={draft.owners[asset] ?? NOBODY}
        options={[
          { value: NOBODY, label: "not allotted" },
          ...venue.portfolios.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(owner) => onChange({ ...draft, owners: { ...draft.owners, [asset]: owner } })}
      />
    </div>
  );
}

function AssetParts({ venue, draft, asset, onChange }: AssetLineProps) {
  const rest = restOf(venue, draft, asset);
  const held = venue.balances.find((row) => row.asset === asset)?.quantity ?? "0";
  const isTooMuch = rest?.startsWith("-") ?? false;
  const type = (portfolioId: string, quantity: string) =>
    onChange({
      ...draft,
      quantities: { ...draft.quantities, [portfolioId]: { ...draft.quantities[portfolioId], [asset]: quantity } },
    });
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <b className="font-medium">{asset}</b>
        <span className="text-xs text-text-faint tabular-nums">
          <Quantity value={held} /> in the account
        </span>
        <span
          className={cx(
            "ml-auto text-xs tabular-nums",
            isTooMuch || rest === null ? "text-warning" : "text-text-faint",
          )}
        >
          {rest === null ? (
            "a quantity cannot be read"
          ) : (
            <>
              <Quantity value={isTooMuch ? rest.slice(1) : rest} /> {isTooMuch ? "more than there is" : "not allotted"}
            </>
          )}
        </span>
      </div>
      <div className="grid gap-2 sm:grid-cols-2">
        {venue.portfolios.map(({ id, name }) => (
          <div key={id} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
            <span className="w-40">
              <NumberInput
                aria-label={`${asset} of ${name}`}
                value={draft.quantities[id]?.[asset] ?? ""}
                onChange={(quantity) => type(id, quantity)}
              />
            </span>
          </div>
        ))}
      </div>
    </>
  );
}
