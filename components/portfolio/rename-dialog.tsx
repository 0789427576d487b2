"use client";
import { mutate } from "@/components/trpc/call";
import { RenameDialog } from "@/components/ui/rename-dialog";

interface RenameDialogProps {
  portfolioId: string;
  name: string;
  onClose: () => void;
}

export function RenamePortfolioDialog({ portfolioId, ...dialog }: RenameDialogProps) {
  return (
    <RenameDialog
      {...dialog}
      title="Rename this portfolio"
      rename={(name) => mutate("portfolios.rename", { portfolioId, name })}
    />
  );
}
