"use client";
import { useEffect, useState } from "react";
import { prepareCalls } from "./call";
import { messageOf } from "./error";

interface Action<Args extends unknown[]> {
  run: (...args: Args) => void;
  isPending: boolean;
  /** The sentence to show; null when nothing went wrong. */
  problem: string | null;
}

/** Runs something that takes a while and may fail: one at a time, with its state for the button. */
export function useAction<Args extends unknown[]>(
  act: (...args: Args) => Promise<void>,
  onProblem?: (message: string) => void,
): Action<Args> {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(prepareCalls, []);
  const run = async (...args: Args) => {
    if (isPending) return;
    setPending(true);
    setProblem(null);
    try {
      await act(...args);
    } catch (error) {
      const message = messageOf(error);
      setProblem(message);
      onProblem?.(message);
    } finally {
      setPending(false);
    }
  };
  return { run: (...args) => void run(...args), isPending, problem };
}
