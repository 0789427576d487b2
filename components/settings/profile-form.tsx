"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toaster";
import { errorAt, problemOf } from "@/components/venue/form-problem";
import { FormRefusal } from "@/components/venue/form-refusal";
import { assetName } from "@/lib/engine/model";
import { TimeZoneField } from "./time-zone-field";
import type { SettingsView } from "./types";

const CURRENCIES = ["USDT", "USDC", "USD", "EUR", "GBP", "CHF", "JPY", "BTC", "ETH"];
type Profile = Pick<SettingsView, "name" | "email" | "baseCurrency" | "timeZone">;

export function ProfileForm({ settings }: { settings: Profile }) {
  const [name, setName] = useState(settings.name);
  const [baseCurrency, setBaseCurrency] = useState(settings.baseCurrency);
  const [timeZone, setTimeZone] = useState(settings.timeZone);
  const router = useRouter();
  const toast = useToast();
  const save = useMutation(
    useTRPC().settings.update.mutationOptions({
      onSuccess: () => {
        toast("Saved.");
        router.refresh();
      },
    }),
  );
  const problem = problemOf(save.error);
  const isChanged =
    name.trim() !== settings.name || baseCurrency !== settings.baseCurrency || timeZone !== settings.timeZone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && isChanged) save.mutate({ name, baseCurrency, timeZone });
  };
  const currencies = CURRENCIES.includes(settings.baseCurrency) ? CURRENCIES : [settings.baseCurrency, ...CURRENCIES];
  return (
    <Card labelledBy="you">
      <CardHeader id="you" title="You" hint={settings.email} />
      <CardBody>
        <form className="grid max-w-[480px] gap-4" onSubmit={submit} noValidate>
          <Field label="Name" hint="Stands in the activity beside what you did." error={errorAt(problem, "name")}>
            <TextInput
              value={name}
              autoComplete="name"
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field
            label="Base currency"
            hint="Totals over all portfolios, and what a new portfolio starts with."
            error={errorAt(problem, "baseCurrency")}
          >
            <Select
              value={baseCurrency}
              onChange={setBaseCurrency}
              options={currencies.map((code) => ({
                value: code,
                label: assetName(code) === code ? code : `${code}, ${assetName(code)}`,
              }))}
            />
          </Field>
          <TimeZoneField value={timeZone} onChange={setTimeZone} error={errorAt(problem, "timeZone")} />
          <FormRefusal problem={problem} title="Not saved" fields={["name", "baseCurrency", "timeZone"]} />
          <Button
            type="submit"
            variant="primary"
            isBusy={save.isPending}
            disabled={!isChanged}
            title={isChanged ? undefined : "Nothing has changed yet"}
            className="justify-self-start"
          >
            Save changes
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
