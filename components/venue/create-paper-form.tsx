"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type BalanceRow, BalanceRows } from "./balance-rows";
import { type ExchangeChoice, sortExchanges } from "./exchange-picker";
import { problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import { percentToShare } from "./percent-to-share";
import { useVenueMade } from "./use-done";

export function CreatePaperForm({ exchanges }: { exchanges: readonly ExchangeChoice[] }) {
  const sorted = sortExchanges(exchanges);
  const [name, setName] = useState("Paper");
  const [source, setSource] = useState<"simulated" | "live">("simulated");
  const [exchangeId, setExchangeId] = useState(sorted[0]?.id ?? "");
  const [feePercent, setFeePercent] = useState("0.1");
  const [rows, setRows] = useState<readonly BalanceRow[]>([{ asset: "USDT", quantity: "10000", note: "" }]);
  const made = useVenueMade();
  const create = useMutation(
    useTRPC().venues.createPaper.mutationOptions({
      onSuccess: () => made(`${name.trim()} is open. Its money is made up.`),
    }),
  );
  const problem = problemOf(create.error);
  const at = (path: string) => (problem?.path?.startsWith(path) ? problem.message : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    create.mutate({
      name,
      prices: source === "simulated" ? "simulated" : { exchangeId },
      balances: rows.map(({ asset, quantity }) => ({ asset, quantity: quantity || "0" })),
      feeRate: percentToShare(feePercent),
    });
  };
  return (
    <Card labelledBy="paper-venue">
      <CardHeader id="paper-venue" title="Paper venue" hint="made-up money, labelled as such everywhere" />
      <CardBody>
        <form className="grid gap-5" onSubmit={submit} noValidate>
          <div className="grid max-w-[480px] gap-4">
            <Field label="Name" error={at("name")}>
              <TextInput value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
            </Field>
            <ChoiceField
              label="Prices"
              value={source}
              onChange={setSource}
              options={[
                { value: "simulated", label: "Simulated" },
                { value: "live", label: "Public, of an exchange" },
              ]}
              hint={
                source === "simulated"
                  ? "A market made up on this machine. Works without a network."
                  : "Real prices, read without a key. No order is sent anywhere."
              }
            />
            {source === "live" && (
              <Field label="Exchange" error={at("prices")}>
                <Select
                  value={exchangeId}
                  onChange={setExchangeId}
                  options={sorted.map(({ id, name: label }) => ({ value: id, label }))}
                />
              </Field>
            )}
            <Field label="Fee" hint="Of every trade, as an exchange would charge it." error={at("feeRate")}>
              <NumberInput value={feePercent} onChange={setFeePercent} suffix="%" step="0.01" />
            </Field>
          </div>
          <BalanceRows legend="Starting balances" rows={rows} onChange={setRows} problem={problem} />
          <FormRefusal problem={problem} title="Not opened" fields={["name", "prices", "feeRate", "balances"]} />
          <Button type="submit" variant="primary" isBusy={create.isPending} className="justify-self-start">
            Open paper venue
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
