"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { ConnectRunning, ConnectStopped } from "./connect-check";
import { CredentialFields } from "./credential-fields";
import { type ExchangeChoice, ExchangePicker } from "./exchange-picker";
import { errorAt, isShownAt, problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import { useVenueMade } from "./use-done";
import { useQueryParam } from "./use-query-param";

export interface ConnectableExchange extends ExchangeChoice {
  credentialFields: readonly string[];
}

export function ConnectExchangeForm({ exchanges }: { exchanges: readonly ConnectableExchange[] }) {
  const [exchangeId, setExchangeId] = useQueryParam("exchange");
  const exchange = exchanges.find((known) => known.id === exchangeId);
  if (exchange) return <KeyForm key={exchange.id} exchange={exchange} onOther={() => setExchangeId(null)} />;
  return (
    <Card labelledBy="choose-exchange">
      <CardHeader id="choose-exchange" title="Which exchange" hint="you need a key of it; it stays on this machine" />
      <CardBody>
        <ExchangePicker exchanges={exchanges} onChange={setExchangeId} />
      </CardBody>
    </Card>
  );
}

const FIELDS = ["name", "credentials"];

function KeyForm({ exchange, onOther }: { exchange: ConnectableExchange; onOther: () => void }) {
  const [name, setName] = useState(exchange.name);
  const [credentials, setCredentials] = useState<Record<string, string>>({});
  const made = useVenueMade();
  const connect = useMutation(
    useTRPC().venues.connect.mutationOptions({
      onSuccess: ({ notes }) => {
        // The key has done its work here: it is not kept any longer.
        setCredentials({});
        made([`${name.trim()} is connected.`, ...notes].join(" "));
      },
    }),
  );
  // Busy until the next page is there, so that the emptied form is not taken for a refusal.
  const isBusy = connect.isPending || connect.isSuccess;
  const problem = problemOf(connect.error);
  const isUnplaced = problem !== null && !isShownAt(problem, FIELDS);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) connect.mutate({ exchangeId: exchange.id, name, credentials });
  };
  return (
    <Card labelledBy="keys-of-exchange">
      <CardHeader
        id="keys-of-exchange"
        title={`Your ${exchange.name} key`}
        push={
          <Button size="sm" variant="quiet" disabled={isBusy} onClick={onOther}>
            Another exchange
          </Button>
        }
      />
      <CardBody className="grid gap-5">
        <Callout title="Make a key that can read and trade spot, and nothing else.">
          Switch withdrawals and transfers off. Evenkeel never needs them, and refuses a key that has them where the
          exchange tells. Keys are sealed on this machine and never shown again.
        </Callout>
        {!exchange.canTradeSafely && (
          <Callout tone="warning" title={`${exchange.name} cannot look an order up by our own id.`}>
            After a lost answer Evenkeel could not tell whether an order was placed. Holdings are read and counted;
            rebalances stop rather than guess.
          </Callout>
        )}
        <form className="grid max-w-[480px] gap-4" onSubmit={submit} autoComplete="off" noValidate>
          <Field label="Name" hint="How this account is called here." error={errorAt(problem, "name")}>
            <TextInput
              autoFocus
              value={name}
              maxLength={80}
              disabled={isBusy}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <CredentialFields
            fields={exchange.credentialFields}
            values={credentials}
            onChange={setCredentials}
            problem={problem}
            disabled={isBusy}
          />
          <FormRefusal problem={problem} title="Not connected, nothing was saved" fields={FIELDS} />
          {isBusy && <ConnectRunning />}
          {isUnplaced && <ConnectStopped reason={problem.reason} />}
          <Button type="submit" variant="primary" isBusy={isBusy} className="justify-self-start">
            {problem ? "Try again" : `Test and connect ${exchange.name}`}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
