"use client";
import { useState } from "react";
import { useTRPCClient } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { useToast } from "@/components/ui/toaster";

export function ExportHoldings({ portfolioId }: { portfolioId: string }) {
  const client = useTRPCClient();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { filename, csv } = await client.portfolios.exportHoldings.query({ portfolioId });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
      link.download = filename;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      toast({
        tone: "stop",
        text: `Not exported. ${messageOf(error instanceof Error ? error : new Error(String(error)))}`,
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="link min-h-6" disabled={isBusy} onClick={save}>
      Export CSV
    </button>
  );
}
