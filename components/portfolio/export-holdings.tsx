"use client";
import { ask } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import { cx } from "@/components/ui/cx";
import { linkClass } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toaster";

export function ExportHoldings({ portfolioId }: { portfolioId: string }) {
  const toast = useToast();
  const save = useDeed(
    async () => {
      const { filename, csv } = await ask("portfolios.exportHoldings", { portfolioId });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
      link.download = filename;
      link.click();
      URL.revokeObjectURL(link.href);
    },
    (message) => toast({ tone: "stop", text: `Not exported. ${message}` }),
  );
  return (
    <button type="button" className={cx(linkClass, "min-h-6")} aria-busy={save.isPending} onClick={() => save.run()}>
      Export CSV
    </button>
  );
}
