/** Building blocks of limit checks: what was found, and whether it is within the bound. */
import type { Approver, LimitCheck, LimitFinding, LimitKind } from "@/lib/engine/model";

type NothingToJudge = Extract<LimitFinding, { kind: "nothing-to-judge" }>;

export function passed(limit: LimitKind, why: NothingToJudge["why"]): LimitCheck {
  return { limit, isPassed: true, finding: { kind: "nothing-to-judge", why } };
}

export function judged(limit: LimitKind, isPassed: boolean, finding: LimitFinding): LimitCheck {
  return { limit, isPassed, finding };
}

/** A limit of the autopilot: a person who is past it is shown so, and not held up. */
export function judgedFor(approver: Approver, limit: LimitKind, isWithin: boolean, finding: LimitFinding): LimitCheck {
  const isLeftToPerson = approver === "person" && !isWithin;
  return {
    ...judged(limit, isWithin || isLeftToPerson, finding),
    binds: "autopilot",
    ...(isLeftToPerson ? { leftTo: "person" } : {}),
  };
}
