"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Moment } from "@/components/figures/moment";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import type { ShellView } from "@/lib/schemas/views";

export function StoppedBanner({ stopped }: { stopped: NonNullable<ShellView["stopped"]> }) {
  const router = useRouter();
  const toast = useToast();
  const resume = useMutation(
    useTRPC().trading.resume.mutationOptions({
      onSuccess: () => {
        toast("Trading resumed. The next check decides with fresh prices.");
        router.refresh();
      },
      onError: (error) => toast({ tone: "stop", text: `Not resumed. ${messageOf(error)}` }),
    }),
  );
  return (
    <div className="banner">
      <p>
        <b>All trading is stopped</b> since <Moment at={stopped.at} />
        {stopped.reason && <>, “{stopped.reason}”</>}. No order is sent until you resume.
      </p>
      <Button size="sm" className="push" isBusy={resume.isPending} onClick={() => resume.mutate()}>
        Resume trading
      </Button>
    </div>
  );
}
