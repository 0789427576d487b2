"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { type BalanceRow, BalanceRows } from "./balance-rows";
import { errorAt, problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import { useVenueMade } from "./use-done";

export function CreateManualForm() {
  const [name, setName] = useState("Cold storage");
  const [rows, setRows] = useState<readonly BalanceRow[]>([{ asset: "BTC", quantity: "", note: "" }]);
  const made = useVenueMade();
  const create = useMutation(
    useTRPC().venues.createManual.mutationOptions({
      onSuccess: () => made(`${name.trim()} is counted from now on.`),
    }),
  );
  const problem = problemOf(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const balances = rows.map(({ asset, quantity, note }) => ({
      asset,
      quantity: quantity || "0",
      note: note || undefined,
    }));
    create.mutate({ name, balances });
  };
  return (
    <Card labelledBy="manual-holding">
      <CardHeader id="manual-holding" title="Manual holding" hint="counted in weights, never traded" />
      <CardBody>
        <form className="grid gap-5" onSubmit={submit} noValidate>
          <div className="grid max-w-[480px] gap-4">
            <Field label="Name" hint="A hardware wallet, a staking account, a vault." error={errorAt(problem, "name")}>
              <TextInput value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
            </Field>
          </div>
          <BalanceRows legend="Holdings" rows={rows} onChange={setRows} problem={problem} hasNotes />
          <FormRefusal problem={problem} title="Not added" fields={["name", "balances"]} />
          <Button type="submit" variant="primary" isBusy={create.isPending} className="justify-self-start">
            Add manual holding
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
