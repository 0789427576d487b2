"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

interface PortfolioDialogProps {
  portfolioId: string;
  name: string;
  onClose: () => void;
}

export function RenameDialog({ portfolioId, name, onClose }: PortfolioDialogProps) {
  const router = useRouter();
  const [typed, setTyped] = useState(name);
  const rename = useAction(async () => {
    await mutate("portfolios.rename", { portfolioId, name: typed.trim() });
    onClose();
    router.refresh();
  });
  return (
    <Dialog isOpen onClose={onClose} title="Rename this portfolio">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          rename.run();
        }}
      >
        <Field label="Name" error={rename.problem}>
          <TextInput value={typed} required maxLength={80} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Keep the name</Button>
          <Button variant="primary" type="submit" isBusy={rename.isPending}>
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
