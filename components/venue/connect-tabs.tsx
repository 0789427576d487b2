"use client";
import { Segmented } from "@/components/ui/segmented";
import { type ConnectableExchange, ConnectExchangeForm } from "./connect-exchange-form";
import { CreateManualForm } from "./create-manual-form";
import { CreatePaperForm } from "./create-paper-form";
import { useQueryParam } from "./use-query-param";

const KINDS = [
  { value: "exchange", label: "Exchange account" },
  { value: "paper", label: "Paper" },
  { value: "manual", label: "Kept by hand" },
] as const;
type Kind = (typeof KINDS)[number]["value"];

/** The three ways to a venue; which one is in the address. */
export function ConnectTabs({ exchanges }: { exchanges: readonly ConnectableExchange[] }) {
  const [param, setParam] = useQueryParam("kind");
  const kind: Kind = KINDS.find(({ value }) => value === param)?.value ?? "exchange";
  return (
    <>
      <div>
        <Segmented label="Kind of venue" options={KINDS} value={kind} onChange={setParam} />
      </div>
      {kind === "exchange" && <ConnectExchangeForm exchanges={exchanges} />}
      {kind === "paper" && <CreatePaperForm exchanges={exchanges} />}
      {kind === "manual" && <CreateManualForm />}
    </>
  );
}
