/** Whatever chance writes: a valid policy is taken as it is, and what is printed reads back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { policies } from "@/lib/testing/policies";
import { parsePolicy, parsePolicyText, printPolicy } from "./policy";

test("every policy is taken as it is, and what is printed reads back", () => {
  fc.assert(
    fc.property(policies(), (policy) => {
      expect(parsePolicy(policy)).toEqual({ ok: true, policy });
      expect(parsePolicyText(printPolicy(policy))).toEqual({ ok: true, policy });
    }),
    { numRuns: 300 },
  );
});

test("a policy without the newer parts is written as it was before they were known", () => {
  fc.assert(
    fc.property(policies({ isMoving: false }), ({ flow: _, ...policy }) => {
      const text = printPolicy({ ...policy, dynamic: null, trendGuard: null, stop: null });
      expect(text).toBe(printPolicy(policy));
      for (const field of ["flow", "dynamic", "trendGuard", "stop"]) expect(text).not.toContain(`"${field}"`);
    }),
  );
});
