"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { TextInput } from "@/components/ui/text-input";

export function StopDialog({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState("");
  const router = useRouter();
  const stop = useAction(async () => {
    await mutate("trading.stopAll", { reason: reason.trim() || undefined });
    onClose();
    router.refresh();
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Stop all trading?"
      description="From now on no order is sent, in any portfolio. Orders already at an exchange are looked after until their end is known. Checks go on, so you still see drift. You resume with one press."
      actions={
        <>
          <Button onClick={onClose}>Keep trading</Button>
          <Button variant="stop" icon={<Icon name="stop" />} isBusy={stop.isPending} onClick={() => stop.run()}>
            Stop all trading
          </Button>
        </>
      }
    >
      <Field label="Reason" hint="For your own records; may stay empty.">
        <TextInput value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {stop.problem && (
        <Callout tone="negative" title="Not stopped">
          {stop.problem}
        </Callout>
      )}
    </Dialog>
  );
}
