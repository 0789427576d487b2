/** Building blocks of limit checks: a figure beside its bar, and the sentence when it is past it. */
import type { Approver, LimitCheck, LimitKind } from "@/lib/engine/model";

export function passed(limit: LimitKind, detail: string): LimitCheck {
  return { limit, isPassed: true, detail, problem: null };
}

/** `problem` is a full sentence: what, where, its figure and bar. "Price of ETH is 94 s old, limit 30 s." */
export function judged(limit: LimitKind, isPassed: boolean, detail: string, problem: string): LimitCheck {
  return { limit, isPassed, detail, problem: isPassed ? null : problem };
}

/** A limit of the autopilot: a person who is past it is told so, and not held up. `problem` tells that it waits for one. */
export function judgedFor(
  approver: Approver,
  limit: LimitKind,
  isWithin: boolean,
  detail: string,
  problem: string,
): LimitCheck {
  const isNote = approver === "person" && !isWithin;
  const check = isNote
    ? passed(limit, `${detail}: more than the autopilot may do, yours to decide`)
    : judged(limit, isWithin, detail, problem);
  return { ...check, binds: "autopilot" };
}

export const seconds = (ms: number): string =>
  ms < 90_000 ? `${Math.round(ms / 1000)}\u00a0s` : `${Math.round(ms / 60_000)}\u00a0min`;
