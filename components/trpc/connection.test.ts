/** What counts as an answer, and from when Evenkeel is said to be silent. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let connection: typeof import("./connection");
let read: () => import("./connection").Connection;

vi.mock("react", async (real) => ({
  ...(await real<typeof import("react")>()),
  useSyncExternalStore: (_subscribe: unknown, snapshot: () => unknown) => snapshot(),
}));

beforeEach(async () => {
  vi.resetModules();
  connection = await import("./connection");
  read = connection.useConnection;
});
afterEach(() => vi.unstubAllGlobals());

const answers = (response: Response | Error) =>
  vi.stubGlobal("fetch", async () => {
    if (response instanceof Error) throw response;
    return response;
  });
const get = () => connection.watchedFetch("/api/x").catch(() => null);

test("the first silence counts, however many follow, and the first answer ends it", async () => {
  connection.reportSilence(1_000);
  connection.reportSilence(2_000);
  expect(read().lostSince).toBe(1_000);
  answers(Response.json({}));
  await get();
  expect(read().lostSince).toBeNull();
});

test.each([
  ["nobody listens", new TypeError("Failed to fetch"), true],
  ["it took too long", new DOMException("timed out", "TimeoutError"), true],
  ["a proxy answers with its page", new Response("<html>", { status: 502 }), true],
  ["the page was left", new DOMException("aborted", "AbortError"), false],
  ["Evenkeel refuses", Response.json({ message: "No." }, { status: 500 }), false],
  ["Evenkeel answers", Response.json({}), false],
])("%s", async (_, response, isLost) => {
  answers(response);
  await get();
  expect(read().lostSince !== null).toBe(isLost);
});

test("a session that has ended is no lost connection", async () => {
  connection.reportSilence(1_000);
  answers(Response.json({ message: "Sign in first." }, { status: 401 }));
  await get();
  expect(read()).toEqual({ lostSince: null, isSignedOut: true });
});
