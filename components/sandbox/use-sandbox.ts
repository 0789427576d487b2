"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { mutate, query } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import type { SandboxView } from "./types";

const POLL_MS = 700;

/** The sandbox as it is being built, and the ways in. Who has it built is led in as soon as it stands. */
export function useSandbox(initial: SandboxView) {
  const router = useRouter();
  const [sandbox, setSandbox] = useState(initial);
  const [isWanted, setWanted] = useState(false);
  const enter = useAction(async () => {
    setSandbox(await mutate("sandbox.enter", undefined));
    router.push("/");
    router.refresh();
  });
  const build = useAction(async () => {
    setWanted(true);
    setSandbox(await mutate("sandbox.build", undefined));
  });
  const state = sandbox?.state ?? null;

  useEffect(() => {
    if (state !== "building") return;
    // A poll that gets no answer says nothing; the next one may.
    const poll = () => query("sandbox.get", undefined).then(setSandbox, () => {});
    const timer = setInterval(poll, POLL_MS);
    return () => clearInterval(timer);
  }, [state]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when what was asked for stands
  useEffect(() => {
    if (isWanted && state === "ready") enter.run();
  }, [isWanted, state]);

  return {
    sandbox,
    build: build.run,
    enter: enter.run,
    isBusy: build.isPending || enter.isPending,
    problem: build.problem ?? enter.problem,
  };
}
