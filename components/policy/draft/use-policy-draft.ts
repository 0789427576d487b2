"use client";
import { type Dispatch, useMemo, useReducer } from "react";
import type { Policy } from "@/lib/engine/model";
import { draftOf, isSamePolicy, policyOf } from "./draft";
import { editDraft, type PolicyEdit } from "./edit";
import type { Problem } from "./problem";
import { problemsOf } from "./problems";
import { fieldProblem } from "./server-problem";

interface State {
  draft: ReturnType<typeof draftOf>;
  /** What the server found at a field of this very draft; forgotten at the next edit. */
  reported: Problem | null;
}
type Step = PolicyEdit | { do: "report"; problem: Problem };

function reduce(state: State, step: Step): State {
  if (step.do === "report") return { ...state, reported: step.problem };
  return { draft: editDraft(state.draft, step), reported: null };
}

/** A policy being edited: the draft, its problems, and whether it differs from what is saved. */
export function usePolicyDraft(saved: Policy, start: Policy = saved) {
  const [{ draft, reported }, dispatch] = useReducer(reduce, start, (policy) => ({
    draft: draftOf(policy),
    reported: null,
  }));
  const own = useMemo(() => problemsOf(draft), [draft]);
  const policy = useMemo(() => policyOf(draft), [draft]);
  const isDirty = useMemo(() => !isSamePolicy(policy, saved), [policy, saved]);
  const edit: Dispatch<PolicyEdit> = dispatch;
  return {
    draft,
    policy,
    isDirty,
    isValid: own.length === 0,
    problems: reported ? [...own, reported] : own,
    edit,
    /** Puts a server's refusal at the field it names. */
    report: (error: unknown) => {
      const problem = fieldProblem(error);
      if (problem) dispatch({ do: "report", problem });
    },
  };
}
