"use client";
import { useRouter } from "next/navigation";
import { RemoveSandbox } from "@/components/sandbox/remove-sandbox";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";

/** Above every page of the sandbox: that nothing here is real, and the two ways out. */
export function SandboxBanner() {
  const router = useRouter();
  const toast = useToast();
  const leave = useAction(
    async () => {
      await mutate("sandbox.leave", undefined);
      router.push("/");
      router.refresh();
    },
    (message) => toast({ tone: "stop", text: `Still in the sandbox. ${message}` }),
  );
  return (
    <section
      aria-label="In the sandbox"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-accent-line bg-accent-wash px-7 py-2 max-md:px-4 print:hidden"
    >
      <p>
        <b className="font-semibold">Sandbox</b>: simulated year, no money. Yours is kept apart.
      </p>
      <span className="ml-auto flex gap-2">
        <Button size="sm" isBusy={leave.isPending} onClick={() => leave.run()}>
          Leave
        </Button>
        <RemoveSandbox />
      </span>
    </section>
  );
}
