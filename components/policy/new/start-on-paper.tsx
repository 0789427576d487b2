"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { formatMoney } from "@/lib/format/number";
import { isDecimal, isPositive } from "@/lib/money";
import { fieldProblem } from "../draft/server-problem";
import { ChoiceCards } from "../fields/choice-cards";
import type { PolicyTemplate } from "../types";
import { WeightsBar } from "./weights-bar";

export function StartOnPaper({ templates }: { templates: readonly PolicyTemplate[] }) {
  const router = useRouter();
  const [templateId, setTemplateId] = useState(templates[0]?.id ?? "");
  const [amount, setAmount] = useState("10000");
  const start = useMutation(
    useTRPC().portfolios.startOnPaper.mutationOptions({
      onSuccess: ({ portfolioId }) => router.push(`/portfolios/${portfolioId}`),
    }),
  );
  const template = templates.find((each) => each.id === templateId);
  const unit = template?.policy.quoteAsset ?? "USDT";
  const isAmount = isDecimal(amount) && isPositive(amount);
  const problem = fieldProblem(start.error);
  const amountError = !isAmount ? "Write an amount above 0." : problem?.path === "amount" ? problem.message : null;
  return (
    <Card labelledBy="h-paper">
      <CardHeader id="h-paper" title="Start on paper" hint="made-up money in a simulated market, always labelled so" />
      <CardBody className="grid gap-5">
        <ChoiceCards
          legend="Template"
          value={templateId}
          onChange={setTemplateId}
          columns={2}
          options={templates.map((each) => ({
            value: each.id,
            title: each.name,
            text: each.sentence,
            drawing: <WeightsBar policy={each.policy} />,
          }))}
        />
        <div className="flex flex-wrap items-start gap-4">
          <Field label="Paper money" hint="Buy, sell and lose it at no cost." error={amountError} className="w-[220px]">
            <NumberInput
              suffix={unit}
              value={amount}
              onChange={(next) => {
                start.reset();
                setAmount(next);
              }}
            />
          </Field>
          <Button
            variant="primary"
            className="mt-6"
            disabled={!isAmount || !template}
            isBusy={start.isPending}
            onClick={() => start.mutate({ templateId, amount })}
          >
            Start with {isAmount ? formatMoney(amount, { digits: 0 }) : "–"} {unit} on paper
          </Button>
        </div>
        {start.error && !problem && (
          <Callout tone="negative" title="Not started">
            {messageOf(start.error)}
          </Callout>
        )}
        <p className="text-text-faint text-xs">
          It starts in {unit} and proposes your first purchase at once. Nothing is bought before you approve it.
        </p>
      </CardBody>
    </Card>
  );
}
