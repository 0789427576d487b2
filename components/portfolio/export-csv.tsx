"use client";
import { useAction } from "@/components/trpc/use-action";
import { cx } from "@/components/ui/cx";
import { saveFile } from "@/components/ui/save-file";
import { linkClass } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toaster";

interface ExportCsvProps {
  load: () => Promise<{ filename: string; csv: string }>;
  /** What is exported, for screen readers. */
  what: string;
}

/** The file comes from the server: all rows, exact figures. */
export function ExportCsv({ load, what }: ExportCsvProps) {
  const toast = useToast();
  const save = useAction(
    async () => {
      const { filename, csv } = await load();
      saveFile(filename, csv, "text/csv");
    },
    (message) => toast({ tone: "stop", text: `Not exported. ${message}` }),
  );
  return (
    <button type="button" className={cx(linkClass, "min-h-6")} aria-busy={save.isPending} onClick={() => save.run()}>
      Export CSV<span className="sr-only"> of {what}</span>
    </button>
  );
}
