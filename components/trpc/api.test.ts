/** What travels together and what alone, and that the answers are read as the server writes them. */
import superjson from "superjson";
import { afterEach, expect, test, vi } from "vitest";
import { api } from "./api";
import { mutate, query } from "./call";
import { messageOf } from "./error";

const answer = (data: unknown) => ({ result: { data: superjson.serialize(data) } });

/** Answers every request with as many answers as it has parts, and records how it came. */
function listen() {
  const requests: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    const [path = "", query = ""] = url.split("?");
    const isBatch = new URLSearchParams(query).has("batch");
    const names = path.replace("/api/trpc/", "").split(",");
    requests.push(`${init?.method ?? "GET"} ${names.join(" + ")}`);
    const answers = names.map((name) => answer({ name }));
    return Response.json(isBatch ? answers : answers[0]);
  });
  return requests;
}

afterEach(() => vi.unstubAllGlobals());

test("queries made together travel together, what changes something travels alone", async () => {
  const requests = listen();
  await Promise.all([
    api.overview.get.query(),
    api.venues.list.query(),
    api.trading.stopAll.mutate({ reason: "fire" }),
    api.portfolios.checkNow.mutate({ portfolioId: "p1" }),
  ]);
  expect(requests.sort()).toEqual([
    "GET overview.get + venues.list",
    "POST portfolios.checkNow",
    "POST trading.stopAll",
  ]);
});

test("a call by its path is the same request", async () => {
  const requests = listen();
  expect(await query("history.series", undefined)).toEqual({ name: "history.series" });
  expect(await mutate("trading.resume", undefined)).toEqual({ name: "trading.resume" });
  expect(requests).toEqual(["GET history.series", "POST trading.resume"]);
});

test("a server that is gone is said to be gone", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("fetch failed");
  });
  const failed = await mutate("trading.resume", undefined).catch((error: unknown) => error);
  expect(messageOf(failed)).toBe("Evenkeel did not answer. Check that it still runs, then try again.");
});

test("a page where an answer should be is no answer", async () => {
  vi.stubGlobal("fetch", async () => new Response("<html>502</html>", { status: 502 }));
  const failed = await query("history.series", undefined).catch((error: unknown) => error);
  expect(messageOf(failed)).toContain("did not answer");
});
