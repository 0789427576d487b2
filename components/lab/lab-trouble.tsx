"use client";
import type { Dispatch } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { LabSpec } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "./edit-spec";
import type { PricesState } from "./prices/use-prices";
import type { LabSource } from "./types";
import type { LabRunState } from "./use-lab-run";

interface LabTroubleProps {
  prices: PricesState;
  problem: LabRunState["problem"];
  spec: LabSpec;
  sources: readonly LabSource[];
  edit: Dispatch<LabEdit>;
  onRetry: () => void;
  onPrices: () => void;
  onBring: () => void;
}

const nameOf = (source: string, sources: readonly LabSource[]) =>
  sources.find((each) => each.source === source)?.name ??
  source.replace(/^exchange:(.)/, (_, first) => first.toUpperCase());

/** Why there is no run of this spec, and the ways out. What was drawn last stays, dimmed. */
export function LabTrouble({ prices, problem, spec, sources, edit, onRetry, onPrices, onBring }: LabTroubleProps) {
  const isHere = sources.some((each) => each.source === spec.prices.source);
  const simulated = sources.find((each) => each.isSimulated);
  const useSimulated = simulated && spec.prices.source !== simulated.source && (
    <Button onClick={() => edit({ do: "source", prices: { source: simulated.source } })}>Use simulated prices</Button>
  );
  if (prices.state === "failed") {
    return isHere ? (
      <div role="alert">
        <Banner
          tone="negative"
          label="Prices"
          title="The prices could not be had."
          detail={[prices.message]}
          actions={
            <>
              <Button onClick={onPrices}>Choose other prices</Button>
              <Button onClick={onBring}>Bring in prices</Button>
              <Button onClick={onRetry}>Try again</Button>
            </>
          }
        />
      </div>
    ) : (
      <Banner
        tone="quiet"
        label="Prices"
        title={`No prices of ${nameOf(spec.prices.source, sources)} are stored here yet.`}
        detail={["A test needs past prices. They are fetched once, without a key, and kept."]}
        actions={
          <>
            {useSimulated}
            <Button variant="primary" onClick={onBring}>
              Bring in prices
            </Button>
          </>
        }
      />
    );
  }
  if (!problem) return null;
  return (
    <div role="alert">
      <Banner
        tone={problem.isInput ? "warning" : "negative"}
        label="Run"
        title={problem.isInput ? "This cannot be run as it is." : "The run stopped short."}
        detail={problem.messages.slice(0, 3)}
        actions={<Button onClick={onPrices}>Prices and period</Button>}
      />
    </div>
  );
}
