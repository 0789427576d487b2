"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { TextInput } from "@/components/ui/text-input";

/** Stops every portfolio of the owner. Two deliberate presses: the button, then the deed in the dialog. */
export function StopSwitch({ isStopped, isShort = false }: { isStopped: boolean; isShort?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const router = useRouter();
  const stop = useMutation(
    useTRPC().trading.stopAll.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        setReason("");
        router.refresh();
      },
    }),
  );
  return (
    <>
      <Button
        variant="stop"
        icon={isShort ? undefined : <Icon name="stop" />}
        disabled={isStopped}
        title={isStopped ? "Trading is stopped; resume it in the banner" : "Stop all trading"}
        onClick={() => setOpen(true)}
      >
        {isStopped ? (isShort ? "Stopped" : "Trading stopped") : isShort ? "Stop" : "Stop all trading"}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Stop all trading?"
        description={
          <>
            From now on no order is sent, in any portfolio. Orders already at an exchange are looked after until their
            end is known. Checks go on, so you still see drift. You resume with one press.
          </>
        }
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Keep trading</Button>
            <Button
              variant="stop"
              icon={<Icon name="stop" />}
              isBusy={stop.isPending}
              onClick={() => stop.mutate({ reason: reason.trim() || undefined })}
            >
              Stop all trading
            </Button>
          </>
        }
      >
        <Field label="Reason" hint="For your own records; may stay empty.">
          <TextInput value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {stop.error && (
          <Callout tone="negative" title="Not stopped">
            {messageOf(stop.error)}
          </Callout>
        )}
      </Dialog>
    </>
  );
}
