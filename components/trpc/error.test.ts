import { TRPCClientError } from "@trpc/client";
import { describe, expect, test } from "vitest";
import { apiErrorOf, messageOf } from "./error";

const answered = (data: object) =>
  TRPCClientError.from({ error: { code: -32_000, message: "The policy was changed meanwhile.", data } } as never);

describe("an error of the API", () => {
  test("the server's sentence, its code, the field and the reason", () => {
    const detail = { reason: "version-conflict", newestVersion: 4 };
    expect(apiErrorOf(answered({ code: "PRECONDITION_FAILED", path: "targets.1.weight", detail }))).toEqual({
      code: "PRECONDITION_FAILED",
      message: "The policy was changed meanwhile.",
      path: "targets.1.weight",
      reason: "version-conflict",
      detail,
    });
  });

  test("one without a field is about the whole", () => {
    expect(apiErrorOf(answered({ code: "BAD_REQUEST", path: "", detail: null }))).toMatchObject({
      path: null,
      reason: null,
    });
  });

  test.each([
    ["nobody listens", TRPCClientError.from(new TypeError("fetch failed"))],
    ["a proxy answers with a page", TRPCClientError.from(new SyntaxError("Unexpected token '<'"))],
    ["Chromium", new TypeError("Failed to fetch")],
    ["Firefox", new TypeError("NetworkError when attempting to fetch resource.")],
    ["Safari", new TypeError("Load failed")],
    ["the client's script does not come", new TypeError("Failed to fetch dynamically imported module: /a.js")],
  ])("%s: it is said that nobody answered", (_, error) => {
    expect(apiErrorOf(error)).toMatchObject({
      code: "UNREACHABLE",
      message: "Evenkeel did not answer. Check that it still runs, then try again.",
    });
  });

  test("an error of the same name from another bundle is read alike", () => {
    const foreign = { name: "TRPCClientError", message: "No.", data: { code: "FORBIDDEN" } };
    expect(apiErrorOf(foreign)).toMatchObject({ code: "FORBIDDEN", message: "No." });
  });

  test("anything else keeps its own message, and nothing has none", () => {
    expect(apiErrorOf(new Error("The file is empty."))).toMatchObject({
      code: "UNKNOWN",
      message: "The file is empty.",
    });
    expect(messageOf(null)).toBe("");
  });
});
