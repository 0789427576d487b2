"use client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ProgressBar } from "@/components/ui/progress-bar";
import { plural } from "@/lib/format/plural";
import type { SandboxView } from "./types";
import { useSandbox } from "./use-sandbox";

/** The other way to begin: a year that is made up, to look around in. */
export function SandboxOffer({ initial }: { initial: SandboxView }) {
  const { sandbox, build, enter, isBusy, problem } = useSandbox(initial);
  const isFailed = sandbox?.state === "failed";
  return (
    <div className="grid justify-items-start gap-2.5">
      {sandbox?.state === "building" ? (
        <p className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5" role="status">
          <ProgressBar value={sandbox.done} max={sandbox.of} label="Portfolios built" />
          Building a year: {sandbox.done} of {plural(sandbox.of, "portfolio")}
        </p>
      ) : (
        <Button isBusy={isBusy} onClick={() => (sandbox?.state === "ready" ? enter() : build())}>
          {sandbox?.state === "ready" ? "Go back to the sandbox" : "Look around with a year of history"}
        </Button>
      )}
      {(problem || isFailed) && (
        <Callout tone="negative" title="The sandbox could not be built">
          {problem ?? "Nothing of it is left. The server’s log names the reason; try again when it is mended."}
        </Callout>
      )}
    </div>
  );
}
