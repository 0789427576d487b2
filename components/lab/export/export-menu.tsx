"use client";
import { useId, useState } from "react";
import { useTimeZone } from "@/components/figures/clock";
import type { LabRun } from "@/components/lab/worker/protocol";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PopoverMenu } from "@/components/ui/popover-menu";
import { saveFile } from "@/components/ui/save-file";
import { useToast } from "@/components/ui/toaster";
import { exportFileName } from "./file-name";
import { makeFile, type WhichFile } from "./make-file";
import type { ExportedRun } from "./what";

export interface ExportMenuProps {
  /** What is on the page now; null while nothing is computed. */
  shown: ExportedRun | null;
  /** The same run with a point for every bar: the page calls its engine with `points` as large as the history. */
  runInFull: () => Promise<LabRun>;
  /** The whole address that reproduces the run; the results carry it. */
  link: () => string;
  /** Colours of the strategies on the page, as CSS: "var(--color-accent)". */
  colors: readonly string[];
}

const FILES: readonly { which: WhichFile; label: string; part: string; extension: string }[] = [
  { which: "metrics", label: "Figures, CSV", part: "figures", extension: "csv" },
  { which: "values", label: "Value by bar, CSV", part: "values", extension: "csv" },
  { which: "results", label: "Everything, JSON", part: "results", extension: "json" },
  { which: "svg", label: "Chart, SVG", part: "chart", extension: "svg" },
  { which: "png", label: "Chart, PNG", part: "chart", extension: "png" },
];

function messageOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "AbortError")
    return "The run changed meanwhile: export it again.";
  return error instanceof Error ? error.message : "It did not finish.";
}

/** Results out of the lab, as files that say what and when. */
export function ExportMenu({ shown, runInFull, link, colors }: ExportMenuProps) {
  const id = useId();
  const toast = useToast();
  const timeZone = useTimeZone();
  const [isBusy, setBusy] = useState(false);
  const close = () => document.getElementById(id)?.hidePopover();
  const save = async ({ which, part, extension }: (typeof FILES)[number]) => {
    close();
    if (!shown) return;
    setBusy(true);
    try {
      const exported = which === "values" ? { ...shown, run: await runInFull() } : shown;
      const { content, type } = await makeFile(which, exported, { link: link(), colors, timeZone });
      const { firstAt, lastAt } = exported.run;
      saveFile(
        exportFileName({ name: shown.spec.name, assets: shown.assets, firstAt, lastAt }, part, extension),
        content,
        type,
      );
    } catch (error) {
      toast({ tone: "stop", text: `Not exported. ${messageOf(error)}` });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={<Icon name="download" />} popoverTarget={id} isBusy={isBusy} disabled={shown === null}>
        Export
      </Button>
      <PopoverMenu id={id}>
        {FILES.map((file) => (
          <button key={file.which} type="button" onClick={() => void save(file)}>
            {file.label}
          </button>
        ))}
      </PopoverMenu>
    </>
  );
}
