import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { formatBarTime } from "@/lib/format/time";
import {
  EDGE_CHOICES,
  type EdgeChoice,
  type EdgeTerms,
  edgeChoice,
  edgeChoices,
  edgeTerms,
  type PriceEdges,
} from "./edges";

const LABELS: Readonly<Record<EdgeChoice, string>> = {
  common: "Only the days all have",
  late: "Start each when it starts",
  sell: "Each as long as it has prices; sold at its last",
  "write-off": "Each as long as it has prices; worth nothing after",
};

const NAMED_MAX = 4;

interface EdgesFieldProps {
  edges: PriceEdges;
  value: EdgeTerms;
  onChange: (terms: EdgeTerms) => void;
}

/** Nothing where all prices begin and end together. */
export function EdgesField({ edges, value, onChange }: EdgesFieldProps) {
  const chosen = edgeChoice(value);
  const choices = edgeChoices(edges, chosen);
  if (choices.length < 2) return null;
  return (
    <Field label="Prices that begin late or end early" hint={edgesText(edges)}>
      <Select
        value={chosen}
        onChange={(text) => onChange(edgeTerms(EDGE_CHOICES.find((each) => each === text) ?? "common"))}
        options={choices.map((each) => ({ value: each, label: LABELS[each] }))}
      />
    </Field>
  );
}

/** "SOL begins on 2024-03-01, LUNA ends on 2022-05-13." */
function edgesText({ late, ended }: PriceEdges): string | undefined {
  const all = [
    ...late.map(({ asset, firstAt }) => `${asset} begins on ${formatBarTime(firstAt)}`),
    ...ended.map(({ asset, lastAt }) => `${asset} ends on ${formatBarTime(lastAt)}`),
  ];
  if (all.length === 0) return undefined;
  const more = all.length > NAMED_MAX ? [`and ${all.length - NAMED_MAX} more`] : [];
  return `${[...all.slice(0, NAMED_MAX), ...more].join(", ")}.`;
}
