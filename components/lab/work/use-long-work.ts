"use client";
import { useCallback, useEffect, useRef, useState } from "react";

/**
 * Long work that answers a question: begins once the question has stood still for an instant, reports how far it is,
 * and ends early when the question changes or is withdrawn, when the reader cancels, or when the card leaves. A question
 * that was settled (answered, refused or cancelled) and comes back is not computed again. The answer to an
 * older question stays in `previous`, to be shown dimmed while the new one is computed.
 */
export interface LongWork<T> {
  phase: "resting" | "running" | "done" | "stopped" | "refused";
  /** What is known of the present question; grows while running. */
  result: T | null;
  /** What was known of the question before; null once the present one is answered. */
  previous: T | null;
  done: number;
  of: number;
  /** Why it was refused, as a sentence. */
  problem: string | null;
  cancel: () => void;
  /** Begins again, after a stop or a refusal. */
  start: () => void;
}

export type Report<T> = (result: T, done: number, of: number) => void;

interface LongWorkOptions<T> {
  /** The question as text; null while there is none. */
  question: string | null;
  run: (signal: AbortSignal, report: Report<T>) => Promise<void>;
  /** How long the question must stand still, so that dragging a slider starts nothing. */
  calmMs?: number;
}

type State<T> = Omit<LongWork<T>, "cancel" | "start">;
const RESTING = { phase: "resting", result: null, previous: null, done: 0, of: 0, problem: null } as const;

const isAbort = (error: unknown) => error instanceof DOMException && error.name === "AbortError";
const messageOf = (error: unknown) => (error instanceof Error ? error.message : "It did not finish.");

export function useLongWork<T>({ question, run, calmMs = 350 }: LongWorkOptions<T>): LongWork<T> {
  const [state, setState] = useState<State<T>>(RESTING);
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController | null>(null);
  const latestRun = useRef(run);
  latestRun.current = run;
  const latestQuestion = useRef<string | null>(null);
  latestQuestion.current = question;
  const settled = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt answers the same question again
  useEffect(() => {
    if (question === null) {
      setState((old) => (old.phase === "running" ? { ...old, phase: "resting" } : old));
      return;
    }
    if (question === settled.current) return;
    settled.current = null;
    const controller = new AbortController();
    const { signal } = controller;
    let frame = 0;
    setState((old) => ({ ...RESTING, previous: old.result ?? old.previous }));
    const timer = setTimeout(() => {
      running.current = controller;
      let newest: { result: T; done: number; of: number } | null = null;
      const show = () => {
        frame = 0;
        const report = newest;
        if (report && !signal.aborted) setState((old) => ({ ...old, ...report }));
      };
      setState((old) => ({ ...old, phase: "running" }));
      latestRun
        .current(signal, (result, done, of) => {
          newest = { result, done, of };
          frame ||= requestAnimationFrame(show);
        })
        .then(() => {
          show();
          if (signal.aborted) return;
          settled.current = question;
          setState((old) => ({ ...old, phase: "done", previous: null }));
        })
        .catch((error: unknown) => {
          if (signal.aborted) return;
          settled.current = question;
          // Superseded by the engine itself: what is shown stays, and can be started again.
          if (isAbort(error)) setState((old) => ({ ...old, phase: "stopped" }));
          else setState((old) => ({ ...old, phase: "refused", problem: messageOf(error) }));
        });
    }, calmMs);
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      controller.abort();
    };
  }, [question, attempt, calmMs]);

  const cancel = useCallback(() => {
    running.current?.abort();
    settled.current = latestQuestion.current;
    setState((old) => ({ ...old, phase: "stopped" }));
  }, []);
  const start = useCallback(() => {
    settled.current = null;
    setAttempt((count) => count + 1);
  }, []);
  return { ...state, cancel, start };
}
