/** Why a rule gives no weights; nothing has been written then. Staleness is for whoever knows the clock. */
import type { ResolveProblem } from "@/lib/engine/model";

export type RuleProblem = Exclude<ResolveProblem, { kind: "history-stale" }>;

/** `message` says what is wrong and what to change. */
export const impossible = (message: string): RuleProblem => ({ kind: "rule-impossible", message });
