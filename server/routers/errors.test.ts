import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { VenueError } from "@/server/exchanges/venue";
import { createLogger } from "@/server/runtime/log";
import { ForbiddenError, InputError, NotFoundError, PreconditionError } from "@/server/services/errors";
import { publicProcedure, type RequestContext, router } from "./trpc";

const ERRORS = {
  missing: () => new NotFoundError("There is no such portfolio."),
  moved: () => new PreconditionError("Prices moved.", { reason: "prices-moved", freshRebalanceId: "r2" }),
  field: () => new InputError("targets.1.weight", "Weights sum to 90 %."),
  forbidden: () => new ForbiddenError("Not yours."),
  venue: () => new VenueError("authentication", "Binance refused the key at https://x.test/y?signature=abc."),
  limited: () => new VenueError("rate-limited", "Binance asks us to wait.", { retryAfterMs: 5_000 }),
  database: () => Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" }),
  surprise: () => new TypeError("cannot read secret=hunter2 of undefined"),
  own: () => new TRPCError({ code: "CONFLICT", message: "Twice." }),
} as const;

const log = createLogger("silent");
const tested = router({
  fail: publicProcedure.input(z.enum(Object.keys(ERRORS) as (keyof typeof ERRORS)[])).query(({ input }) => {
    throw ERRORS[input]();
  }),
  named: publicProcedure
    .input(z.object({ rows: z.array(z.object({ name: z.string().min(1, "Give it a name.") })) }))
    .query(() => 1),
  ticks: publicProcedure.input(z.number()).subscription(async function* ({ input }) {
    for (let count = 1; count <= input; count++) yield { count };
    throw new NotFoundError("It is gone.");
  }),
});

async function get(procedure: string, input: unknown) {
  const url = `http://app.test/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  // The ports a verb would use are not touched by these procedures.
  const context = { log, now: () => 0, signedIn: null } as unknown as RequestContext;
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(url),
    router: tested,
    createContext: () => context,
  });
  return response;
}

async function failure(name: keyof typeof ERRORS) {
  const response = await get("fail", name);
  const { error } = (await response.json()) as { error: { json: { message: string; data: Record<string, unknown> } } };
  const { message, data } = error.json;
  return { status: response.status, message, code: data.code, path: data.path, detail: data.detail, data };
}

test.each([
  ["missing", 404, "NOT_FOUND", "There is no such portfolio."],
  ["forbidden", 403, "FORBIDDEN", "Not yours."],
  ["own", 409, "CONFLICT", "Twice."],
  ["database", 503, "SERVICE_UNAVAILABLE", "The database does not answer. Nothing was changed; try again in a moment."],
] as const)("%s is shown as it is", async (name, status, code, message) => {
  expect(await failure(name)).toMatchObject({ status, code, message });
});

test("a precondition carries what the screen can act on", async () => {
  expect(await failure("moved")).toMatchObject({
    status: 412,
    code: "PRECONDITION_FAILED",
    detail: { reason: "prices-moved", freshRebalanceId: "r2" },
  });
});

test("input errors name their field, ours and the schema's alike", async () => {
  expect(await failure("field")).toMatchObject({ status: 400, code: "BAD_REQUEST", path: "targets.1.weight" });
  const response = await get("named", { rows: [{ name: "a" }, { name: "" }] });
  const body = (await response.json()) as { error: { json: { message: string; data: { path: string } } } };
  expect(body.error.json.message).toBe("Give it a name.");
  expect(body.error.json.data.path).toBe("rows.1.name");
});

test("a venue's error is shown without its signed address", async () => {
  const answer = await failure("venue");
  expect(answer).toMatchObject({ code: "PRECONDITION_FAILED", detail: { reason: "venue-authentication" } });
  expect(answer.message).not.toContain("abc");
  expect(await failure("limited")).toMatchObject({ code: "TOO_MANY_REQUESTS", detail: { retryAfterMs: 5_000 } });
});

test("what nobody foresaw is logged under an id and not shown", async () => {
  const error = vi.spyOn(log, "error");
  const answer = await failure("surprise");
  expect(answer.status).toBe(500);
  expect(answer.message).toMatch(/^Something went wrong on our side\. The log names it under [0-9a-f]{8}\.$/);
  expect(JSON.stringify(answer)).not.toMatch(/hunter2|TypeError|stack/);
  expect(error).toHaveBeenCalledOnce();
});

test("subscriptions come as server-sent events, their errors in the same form", async () => {
  const response = await get("ticks", 2);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const text = await response.text();
  expect(text).toContain('"count":1');
  expect(text).toContain('"count":2');
  expect(text).toContain("It is gone.");
  expect(text).toContain("NOT_FOUND");
});
