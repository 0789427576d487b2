/**
 * Whatever chance writes into a policy, its editor and its server say the same of it: the same fields, the same sentences.
 * Figures are bent to what people type (0, too much, nothing at all), names and schedules likewise.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { parsePolicy } from "@/lib/schemas/policy";
import { policies } from "@/lib/testing/policies";
import { draftOf, policyOf } from "./draft";
import { problemsOf } from "./problems";

const FIGURES = [0, -1, 0.005, 0.5, 1, 1.5, 2, 20, 400, 5_001, 20_160, 1e7, Number.NaN, Number.POSITIVE_INFINITY];
const TEXTS = ["", " ", "0", "-1", "ten", "A_B", "btc", "BTC", "99 9 * * 1", "0 9 * * 1", "Mars/Base", "+02:00", "UTC"];
/** Texts that are a choice of a few: the editor offers no others. */
const CHOICES = new Set(["kind", "mode", "destination", "scope", "flow", "untargeted", "autonomy", "whenUnconfirmed"]);

/** Every figure and text in it that a person may type, as a path. */
function typed(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === "number" || typeof value === "string") return [path];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value)
    .filter(([key]) => !CHOICES.has(key) && key !== "version" && key !== "peakFrom")
    .flatMap(([key, part]) => typed(part, [...path, key]));
}

function bent(value: unknown, [key, ...rest]: readonly string[], place: number): unknown {
  if (key === undefined) {
    return typeof value === "number" ? FIGURES[place % FIGURES.length] : TEXTS[place % TEXTS.length];
  }
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  Reflect.set(copy, key, bent(Reflect.get(copy, key), rest, place));
  return copy;
}

const bentPolicies = fc
  .tuple(policies(), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }))
  .map(([policy, bends]) =>
    bends.reduce<Policy>((each, [at, place]) => {
      const places = typed(each);
      return bent(each, places[at % places.length]!, place) as Policy;
    }, policy),
  );

test("the editor finds a draft fine exactly when the server takes it, and names the same fields", () => {
  let refused = 0;
  fc.assert(
    fc.property(bentPolicies, (policy) => {
      const draft = draftOf(policy);
      const sent = policyOf(draft);
      const verdict = parsePolicy(sent);
      if (!verdict.ok) refused += 1;
      expect(problemsOf(draft)).toEqual(verdict.ok ? [] : verdict.problems);
    }),
    { numRuns: 1_000 },
  );
  // Chance must have written both kinds, or the test shows nothing.
  expect(refused).toBeGreaterThan(100);
  expect(refused).toBeLessThan(900);
});
