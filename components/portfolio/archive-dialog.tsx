"use client";
import { useRouter } from "next/navigation";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";

export function ArchiveDialog({
  portfolioId,
  name,
  onClose,
}: {
  portfolioId: string;
  name: string;
  onClose: () => void;
}) {
  const router = useRouter();
  const toast = useToast();
  const archive = useAction(async () => {
    await mutate("portfolios.archive", { portfolioId });
    toast(`${name} is archived. Its history is kept.`);
    router.push("/portfolios");
    router.refresh();
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Archive ${name}?`}
      description="It is no longer checked and leaves every list. Nothing is sold; its history and ledger are kept."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="stop" isBusy={archive.isPending} onClick={() => archive.run()}>
            Archive this portfolio
          </Button>
        </>
      }
    >
      {archive.problem && <Callout tone="negative">{archive.problem}</Callout>}
    </Dialog>
  );
}
