"use client";
import { type ClipboardEvent, type DragEvent, useId, useState } from "react";
import { cx } from "@/components/ui/cx";
import { fieldLabelClass } from "@/components/ui/field";
import { plural } from "@/lib/format/plural";
import { printable } from "@/lib/schemas/price-file/labels";
import { openPriceFile } from "@/lib/schemas/price-file/open-file";
import { assetInName } from "./asset-in-name";
import { ChoiceList } from "./choice-list";

export interface PriceText {
  name: string;
  text: string;
  /** What the file's name suggests, for files of one asset that do not say which; "" for none. */
  asset: string;
}

/** A target for dropping and pasting, with the browser's own file chooser in it. */
export function FileDrop({ file, onFile }: { file: PriceText | null; onFile: (file: PriceText) => void }) {
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<{ chosen: File; message: string; members: readonly string[] } | null>(null);
  const id = useId();
  const read = async (chosen: File | undefined, member?: string) => {
    if (!chosen) return;
    const opened = await openPriceFile(new Uint8Array(await chosen.arrayBuffer()), member);
    if (!opened.ok) return setRefused({ chosen, message: opened.message, members: opened.members });
    setRefused(null);
    onFile({ name: printable(chosen.name), text: opened.text, asset: assetInName(member ?? chosen.name) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (/[\n\r]/.test(text)) onFile({ name: "Pasted prices", text, asset: "" });
    else void read(event.clipboardData.files[0]);
  };
  return (
    <section
      className={cx(
        "grid justify-items-start gap-1.5 rounded-lg border border-dashed p-4",
        isOver ? "border-accent bg-accent-wash" : "border-edge bg-sunken",
      )}
      aria-label="Price file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={paste}
    >
      <label className={fieldLabelClass} htmlFor={id}>
        {file ? file.name : "Drop a CSV file here, paste its text, or choose one"}
      </label>
      {file && <span className="text-text-faint text-xs">{plural(file.text.split("\n").length, "line")}</span>}
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.gz,.zip,text/csv"
        className="text-xs text-text-soft"
        // The same file may be chosen again once it is mended.
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <p className="text-text-faint text-xs">
        Closes by column (<span className="font-mono text-2xs tracking-[-0.01em]">date,BTC,ETH</span>), or one row a bar
        (<span className="font-mono text-2xs tracking-[-0.01em]">date,open,high,low,close,volume</span>, with a column{" "}
        <span className="font-mono text-2xs tracking-[-0.01em]">symbol</span> for several assets). Packed by gzip or zip
        is fine.
      </p>
      {refused && (
        <ChoiceList
          question={`${printable(refused.chosen.name)}: ${refused.message}`}
          choices={refused.members.map((member) => ({ value: member, title: printable(member) }))}
          onChoose={(member) => void read(refused.chosen, member)}
        />
      )}
    </section>
  );
}
