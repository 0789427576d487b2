"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { NEW_PORTFOLIO, policyEditorHref, saveDraft } from "@/components/policy/draft/saved-draft";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import type { Policy } from "@/lib/engine/model";
import type { LabStrategySpec } from "@/lib/schemas/lab-spec";
import type { LabPortfolio } from "../types";

interface UsePolicyDialogProps {
  strategy: LabStrategySpec;
  portfolios: readonly LabPortfolio[];
  /** The portfolio the lab was opened from; offered first. */
  from: string | null;
  onClose: () => void;
}

/** Carries a policy to where it can be saved. Nothing is in force before the owner saves it there. */
export function UsePolicyDialog({ strategy, portfolios, from, onClose }: UsePolicyDialogProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState(from ?? portfolios[0]?.id ?? NEW_PORTFOLIO);
  const portfolio = portfolios.find((each) => each.id === chosen);
  const carry = () => {
    saveDraft(portfolio?.id ?? NEW_PORTFOLIO, {
      policy: portfolio ? withOwnSafety(strategy.policy, portfolio.policy) : strategy.policy,
      baseVersion: portfolio?.version ?? null,
      at: Date.now(),
      from: "lab",
    });
    router.push(portfolio ? policyEditorHref(portfolio.id) : "/portfolios/new?from=scratch");
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Use “${strategy.name}”`}
      description="It opens in the policy editor, filled in and not saved."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={carry}>
            {portfolio ? "Open it in the editor" : "Start a portfolio with it"}
          </Button>
        </>
      }
    >
      <fieldset className="grid max-h-[40vh] gap-0.5 overflow-y-auto">
        <legend className="mb-1.5 text-xs font-medium">For which portfolio</legend>
        {portfolios.map(({ id, name }) => (
          <Radio key={id} name={name} isChosen={chosen === id} onChoose={() => setChosen(id)} />
        ))}
        <Radio name="A new portfolio" isChosen={chosen === NEW_PORTFOLIO} onChoose={() => setChosen(NEW_PORTFOLIO)} />
      </fieldset>
      {portfolio && (
        <Callout>Who approves, the safety limits and the quote asset of {portfolio.name} stay as they are.</Callout>
      )}
    </Dialog>
  );
}

function Radio({ name, isChosen, onChoose }: { name: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className="flex min-h-8 items-center gap-[9px]">
      <input
        type="radio"
        className="ml-0.5 size-4 accent-accent"
        name="lab-portfolio"
        checked={isChosen}
        onChange={onChoose}
      />
      {name}
    </label>
  );
}

/** A backtest says nothing about who may press the button: that stays as the portfolio has it. */
function withOwnSafety(policy: Policy, own: Policy): Policy {
  const { autonomy, proposalMinutes, priceToleranceBps, limits, quoteAsset } = own;
  return { ...policy, autonomy, proposalMinutes, priceToleranceBps, limits, quoteAsset };
}
