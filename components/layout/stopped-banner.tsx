"use client";
import { useRouter } from "next/navigation";
import { Time } from "@/components/figures/time";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import type { ShellView } from "./types";

export function StoppedBanner({ stopped }: { stopped: NonNullable<ShellView["stopped"]> }) {
  const router = useRouter();
  const toast = useToast();
  const resume = useAction(
    async () => {
      await mutate("trading.resume", undefined);
      toast("Trading resumed. The next check decides with fresh prices.");
      router.refresh();
    },
    (message) => toast({ tone: "stop", text: `Not resumed. ${message}` }),
  );
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 border-b border-negative/35 bg-negative-wash px-7 py-2 max-md:px-4 print:hidden">
      <p>
        <b className="font-semibold text-negative">All trading is stopped</b> since <Time at={stopped.at} />
        {stopped.reason && <>, “{stopped.reason}”</>}. No order is sent until you resume.
      </p>
      <Button size="sm" className="ml-auto" isBusy={resume.isPending} onClick={() => resume.run()}>
        Resume trading
      </Button>
    </div>
  );
}
