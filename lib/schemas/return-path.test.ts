import { expect, test } from "vitest";
import { returnPathOf, signInHref } from "./return-path";

test.each([
  "/",
  "/lab?run=eyJ2IjoxfQ&portfolio=p1",
  "/portfolios/p1/policy?page=limits#stop",
  "/activity?action=rebalance&x=%2F%2Fevil.example",
])("a page of ours is gone back to: %s", (path) => {
  expect(returnPathOf(path)).toBe(path);
});

test.each([
  ["another host", "//evil.example/x"],
  ["a backslash", "/\\evil.example"],
  ["two of them", "\\\\evil.example"],
  ["a tab between", "/\t/evil.example"],
  ["a line break", "/\n/evil.example"],
  ["a dot between", "/.//evil.example"],
  ["a way up and over", "/x/..//evil.example"],
  ["a whole address", "https://evil.example/"],
  ["a script", "javascript:alert(1)"],
  ["a host without scheme", "evil.example"],
  ["a user before the host", "//us@evil.example"],
  ["nothing", ""],
  ["not a text", ["/lab", "/x"]],
  ["sign-in itself", "/sign-in?next=/lab"],
  ["set-up", "/setup"],
  ["an answer of the API", "/api/health"],
  ["a name that only sounds escaped", "//%65vil.example"],
])("%s leads home", (_, path) => {
  expect(returnPathOf(path)).toBe("/");
});

test("what stays escaped is a path, and stays on this host", () => {
  for (const path of ["/%2Fevil.example", "/%5Cevil.example", "/%09/evil.example"]) {
    expect(returnPathOf(path)).toBe(path);
    expect(new URL(returnPathOf(path), "https://evenkeel.example").host).toBe("evenkeel.example");
  }
});

test("sign-in's address carries the way back whole, without what Next added", () => {
  expect(signInHref("/lab?run=a%26b&_rsc=1x")).toBe("/sign-in?next=%2Flab%3Frun%3Da%2526b");
  expect(new URL(signInHref("/lab?run=a%26b"), "http://x").searchParams.get("next")).toBe("/lab?run=a%26b");
  for (const home of ["/", null, "//evil.example"]) expect(signInHref(home)).toBe("/sign-in");
});
