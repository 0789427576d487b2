"use client";
import { query } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { cx } from "@/components/ui/cx";
import { linkClass } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toaster";

export function ExportHoldings({ portfolioId }: { portfolioId: string }) {
  const toast = useToast();
  const save = useAction(
    async () => {
      const { filename, csv } = await query("portfolios.exportHoldings", { portfolioId });
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
