"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Field, FieldError, fieldLabelClass } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toaster";
import { type BalanceRow, BalanceRows } from "./balance-rows";
import { problemOf } from "./form-problem";

export function CreateManualForm() {
  const [name, setName] = useState("Cold storage");
  const [rows, setRows] = useState<readonly BalanceRow[]>([{ asset: "BTC", quantity: "", note: "" }]);
  const router = useRouter();
  const toast = useToast();
  const create = useMutation(
    useTRPC().venues.createManual.mutationOptions({
      onSuccess: () => {
        toast(`${name.trim()} is counted from now on.`);
        router.push("/venues");
        router.refresh();
      },
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
            <Field
              label="Name"
              hint="A hardware wallet, a staking account, a vault."
              error={problem?.path === "name" ? problem.message : undefined}
            >
              <TextInput value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
            </Field>
          </div>
          <fieldset className="grid gap-2">
            <legend className={cx(fieldLabelClass, "pb-1.5")}>Holdings</legend>
            <BalanceRows rows={rows} onChange={setRows} problem={problem} hasNotes />
            {problem?.path === "balances" && <FieldError>{problem.message}</FieldError>}
          </fieldset>
          {problem && problem.path === null && (
            <Callout tone="negative" title="Not added">
              {problem.message}
            </Callout>
          )}
          <Button type="submit" variant="primary" isBusy={create.isPending} className="justify-self-start">
            Add manual holding
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
