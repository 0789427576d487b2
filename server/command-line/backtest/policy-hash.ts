/**
 * The name of a policy: SHA-256 of its exported form as canonical JSON, as plans are named. Defaults left out or written,
 * parts not used or null, fields in any order: the same policy has the same hash.
 */
import type { Policy } from "@/lib/engine/model";
import { canonicalJson } from "@/lib/engine/plan/plan-hash";
import { sha256Hex } from "@/lib/engine/plan/sha256";
import { printPolicy } from "@/lib/schemas/policy";

export const policyHash = (policy: Policy): string => sha256Hex(canonicalJson(JSON.parse(printPolicy(policy))));
