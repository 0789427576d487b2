import { describe, expect, test } from "vitest";
import { parsePolicy } from "@/lib/schemas/policy";
import { policy } from "../fixture";
import { presetsOf } from "./presets";

describe("what may stand beside it", () => {
  test("every preset is a policy that can be saved", () => {
    for (const preset of presetsOf(policy)) expect(parsePolicy(preset.policy)).toMatchObject({ ok: true });
  });
});
