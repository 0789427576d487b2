"use client";
import { useMemo, useState } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { formatDecimal } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { NO_REPAIRS, type PriceFileAnswers, type PriceRepairs, parsePriceFile } from "@/lib/schemas/prices";
import { FIELDS_ROW } from "./fields-row";
import { FileDrop, type PriceText } from "./file-drop";
import { FilePreview } from "./file-preview";
import { FileProblems } from "./file-problems";
import { FileQuestion } from "./file-question";
import type { PricesChoice } from "./types";
import type { StoredSeries } from "./use-series";

interface FilePaneProps {
  wanted: PricesChoice;
  stored: StoredSeries;
  onUse: (choice: PricesChoice) => void;
}

const NEW = "";

/** Drop, choose or paste a file. What was understood is shown before anything is stored; what was not, by line and column. */
export function FilePane({ wanted, stored, onUse }: FilePaneProps) {
  const [file, setFile] = useState<PriceText | null>(null);
  const [asset, setAsset] = useState("");
  const [quote, setQuote] = useState(wanted.quote);
  const [into, setInto] = useState(NEW);
  const [repairs, setRepairs] = useState<PriceRepairs>(NO_REPAIRS);
  const [answers, setAnswers] = useState<Partial<PriceFileAnswers>>({});
  const text = file?.text ?? "";
  const unnamed = useMemo(
    () => (text === "" ? null : parsePriceFile(text, { repairs, quote, ...answers })),
    [text, repairs, quote, answers],
  );
  // A file's name only guesses whose prices it holds: what the file says itself counts.
  const isAssetQueried = unnamed?.ok === false && unnamed.problems.some((each) => each.isAssetMissing);
  const named = isAssetQueried && asset.trim() !== "" ? asset : null;
  const verdict = useMemo(
    () => (named === null ? unnamed : parsePriceFile(text, { repairs, quote, ...answers, asset: named })),
    [text, repairs, quote, answers, named, unnamed],
  );
  const keep = useAction(async () => {
    if (!file || !verdict?.ok) return;
    const imported = await mutate("history.import", {
      name: file.name,
      text: file.text,
      quote,
      repairs,
      ...answers,
      ...(named === null ? {} : { asset: named }),
      ...(into === NEW ? {} : { importId: into }),
    });
    if (stored.state === "ready") stored.reload();
    const { source, timeframe, assets } = imported;
    onUse({ source, quote: imported.quote, timeframe, assets });
  });
  const take = (next: PriceText) => {
    setFile(next);
    setAsset(next.asset);
    setRepairs(NO_REPAIRS);
    setAnswers({});
  };
  const imports = stored.state === "ready" ? stored.list.imports : [];
  const question = verdict?.ok === false ? verdict.question : null;
  const isAnswered = Object.keys(answers).length > 0;
  return (
    <div className="grid gap-4">
      <FileDrop file={file} onFile={take} />
      {file && (
        <div className={FIELDS_ROW}>
          {isAssetQueried && (
            <Field label="Whose prices" hint="The file names no asset.">
              <TextInput
                value={asset}
                maxLength={41}
                placeholder="BTC"
                onChange={(event) => setAsset(event.target.value.toUpperCase())}
              />
            </Field>
          )}
          <Field label="Counted in" hint="When the file does not say.">
            <TextInput
              value={quote}
              maxLength={20}
              onChange={(event) => setQuote(event.target.value.trim().toUpperCase())}
            />
          </Field>
          {imports.length > 0 && (
            <Field label="Keep as">
              <Select
                value={into}
                onChange={setInto}
                options={[
                  { value: NEW, label: "Prices of their own" },
                  ...imports.map(({ id, name }) => ({ value: id, label: `Part of ${name}` })),
                ]}
              />
            </Field>
          )}
        </div>
      )}
      {isAnswered && (
        <div>
          <Button size="sm" onClick={() => setAnswers({})}>
            Ask again how to read it
          </Button>
        </div>
      )}
      {verdict?.ok === false && question && (
        <FileQuestion
          message={verdict.problems[0]?.message ?? ""}
          question={question}
          onAnswer={(answer) => setAnswers({ ...answers, ...answer })}
        />
      )}
      {verdict?.ok === false && !question && (
        <FileProblems verdict={verdict} repairs={repairs} onRepairs={setRepairs} />
      )}
      {verdict?.ok && <FilePreview parsed={verdict} />}
      {keep.problem && (
        <Callout tone="negative" title="Nothing was kept">
          {keep.problem}
        </Callout>
      )}
      {verdict?.ok && (
        <div>
          <Button
            variant="primary"
            isBusy={keep.isPending}
            disabled={verdict.stepMs === null || quote === ""}
            onClick={() => keep.run()}
          >
            Keep and use {formatDecimal(verdict.table.times.length)} bars of{" "}
            {plural(verdict.table.assets.length, "asset")}
          </Button>
        </div>
      )}
    </div>
  );
}
