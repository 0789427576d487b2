"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { ExchangePane } from "./exchange-pane";
import { FilePane } from "./file-pane";
import { StoredPane } from "./stored-pane";
import type { PricesChoice } from "./types";
import { useSeries } from "./use-series";

/**
 * Imports past prices: fetched from an exchange without a key, read from a file, or taken from the
 * simulated market; and shows what is there, with its gaps.
 *
 * `wanted` is what the run needs now; the form starts with it. `onReady` is called when prices are there and the
 * owner wants them used: change the spec to what it names (its `timeframe` may be one the file brought), read the
 * sources anew (`router.refresh()`) and load. `onClose` is called besides; fetching goes on without the dialog.
 * Mount it only while it is open.
 */
export interface PricesDialogProps {
  wanted: PricesChoice;
  onReady: (choice: PricesChoice) => void;
  onClose: () => void;
}

const WAYS = [
  { value: "exchange", label: "From an exchange" },
  { value: "file", label: "From a file" },
  { value: "simulated", label: "Simulated" },
  { value: "stored", label: "What is here" },
] as const;
type Way = (typeof WAYS)[number]["value"];

export function PricesDialog({ wanted, onReady, onClose }: PricesDialogProps) {
  const [way, setWay] = useState<Way>(wanted.source.startsWith("import:") ? "file" : "exchange");
  const stored = useSeries();
  const use = (choice: PricesChoice) => {
    onReady(choice);
    onClose();
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title="Bring in prices"
      description="They are kept on this machine, and every run reads them from here."
      actions={<Button onClick={onClose}>Close</Button>}
    >
      <div className="-m-1 overflow-x-auto p-1 [scrollbar-width:none]">
        <Segmented label="Where prices come from" options={WAYS} value={way} onChange={setWay} />
      </div>
      {way === "exchange" && <ExchangePane wanted={wanted} stored={stored} onUse={use} />}
      {way === "file" && <FilePane wanted={wanted} stored={stored} onUse={use} />}
      {way === "simulated" && <SimulatedPane wanted={wanted} onUse={use} />}
      {way === "stored" && <StoredPane stored={stored} onUse={use} />}
    </Dialog>
  );
}

function SimulatedPane({ wanted, onUse }: { wanted: PricesChoice; onUse: (choice: PricesChoice) => void }) {
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-text-soft">
        A market made up from a seed: coins that rise and fall together, as coins do. It needs no network and nothing to
        fetch. It shows how a policy works, not what a coin will do.
      </p>
      <Button variant="primary" onClick={() => onUse({ ...wanted, source: "simulated" })}>
        Use simulated prices
      </Button>
    </div>
  );
}
