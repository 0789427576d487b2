"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";

export function RemoveSandbox({ label = "Remove" }: { label?: string }) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const toast = useToast();
  const remove = useAction(async () => {
    await mutate("sandbox.remove", undefined);
    setOpen(false);
    toast("The sandbox is removed. What is yours was not touched.");
    router.push("/");
    router.refresh();
  });
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Remove the sandbox?"
        description="Its portfolios, paper venues and history are deleted, also what you added to it yourself. Your own portfolios, venues and keys are not part of it. It can be built again."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button variant="stop" isBusy={remove.isPending} onClick={() => remove.run()}>
              Remove the sandbox
            </Button>
          </>
        }
      >
        {remove.problem && (
          <Callout tone="negative" title="Not removed">
            {remove.problem}
          </Callout>
        )}
      </Dialog>
    </>
  );
}
