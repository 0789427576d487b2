"use client";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { VenueView } from "@/components/venue/types";
import type { Policy } from "@/lib/engine/model";
import { type Problem, problemAt } from "../draft/problem";
import { FieldGrid } from "../pages/field-grid";
import type { PolicyTemplate } from "../types";
import { FromHoldings } from "./from-holdings";
import { VenueChoice } from "./venue-choice";
import type { Way } from "./ways";

interface LeadSectionProps {
  way: Exclude<Way, "paper">;
  templates: readonly PolicyTemplate[];
  venues: readonly VenueView[];
  name: string;
  onName: (name: string) => void;
  base: string;
  onBase: (base: string) => void;
  venueIds: readonly string[];
  onVenueIds: (ids: readonly string[]) => void;
  divided: readonly string[];
  onDivided: (ids: readonly string[]) => void;
  problems: readonly Problem[];
  onPolicy: (policy: Policy) => void;
}

/** What a portfolio is before its policy: a name, a currency, the places where its assets are. */
export function LeadSection(props: LeadSectionProps) {
  const { way, templates, problems, venueIds, onPolicy } = props;
  return (
    <Card labelledBy="h-portfolio">
      <CardHeader id="h-portfolio" title="Portfolio" />
      <CardBody className="grid gap-5">
        <FieldGrid>
          <Field label="Name" error={problemAt(problems, "name")} className="col-span-2">
            <TextInput
              value={props.name}
              placeholder="Long-term core"
              maxLength={80}
              onChange={(event) => props.onName(event.target.value)}
            />
          </Field>
          <Field label="Base currency" hint="What values are shown in." error={problemAt(problems, "baseCurrency")}>
            <TextInput
              list="base-currencies"
              spellCheck={false}
              value={props.base}
              onChange={(event) => props.onBase(event.target.value.toUpperCase())}
            />
          </Field>
          <datalist id="base-currencies">
            {["USDT", "USDC", "USD", "EUR", "BTC"].map((code) => (
              <option key={code} value={code} />
            ))}
          </datalist>
        </FieldGrid>
        <VenueChoice
          venues={props.venues}
          chosen={venueIds}
          onChange={props.onVenueIds}
          divided={props.divided}
          onDivided={props.onDivided}
          error={problemAt(problems, "venueIds")}
        />
        {way === "holdings" ? (
          <FromHoldings venueIds={venueIds} onPolicy={onPolicy} />
        ) : (
          <div className="grid gap-2">
            <span className="text-xs font-medium">Begin with a template, if you like</span>
            <div className="flex flex-wrap gap-2">
              {templates.map((template) => (
                <Button key={template.id} size="sm" title={template.sentence} onClick={() => onPolicy(template.policy)}>
                  {template.name}
                </Button>
              ))}
            </div>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
