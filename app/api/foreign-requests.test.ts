/** Every route that takes a change, by its real handler: what a page that is not ours sends changes nothing. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ownerSettings } from "@/drizzle/schema";
import { createAuth } from "@/server/auth/create-auth";
import { provideAuth } from "@/server/auth/current";
import { deriveAuthSecret } from "@/server/auth/secret";
import type { App } from "@/server/runtime/app";
import { readEnv } from "@/server/runtime/env";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";

const CHANGING = ["POST", "PUT", "PATCH", "DELETE"] as const;
const HOST = "127.0.0.1:3000";
const OURS = `http://${HOST}`;
const OWNER = { name: "Ada", email: "ada@example.com", password: "a calm grey harbour" };
const CRON_SECRET = "a secret of the scheduler";

type RouteModule = Partial<Record<(typeof CHANGING)[number], (request: Request) => Promise<Response>>>;

/** Every route.ts of the app, as its path and a way to load it. */
const ROUTES = readdirSync(join(process.cwd(), "app"), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /(^|\/)route\.tsx?$/.test(path))
  .sort();
const load = (path: string): Promise<RouteModule> => import(/* @vite-ignore */ join(process.cwd(), "app", path));

interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | FormData | null;
}

function request({ path = "/api/trpc/trading.resume", method = "POST", headers = {}, body = "{}" }: Sent): Request {
  return new Request(`${OURS}${path}`, { method, headers: { host: HOST, ...headers }, body });
}

const form = () => {
  const filled = new FormData();
  filled.set("json", "null");
  return filled;
};
const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };
const OTHER_PORT = { origin: "http://127.0.0.1:4711", "sec-fetch-site": "same-site" };

/** What a browser lets a page of somebody else send without a preflight, and what it would not. */
const STRANGERS: readonly [string, () => Sent][] = [
  ["a form on another port", () => ({ headers: { ...OTHER_PORT, ...FORM_TYPE }, body: "json=null" })],
  ["a form with files on another port", () => ({ headers: OTHER_PORT, body: form() })],
  ["text from another port", () => ({ headers: { ...OTHER_PORT, "content-type": "text/plain" } })],
  ["JSON from another port", () => ({ headers: { ...OTHER_PORT, ...JSON_TYPE } })],
  ["a form on another site", () => ({ headers: { origin: "https://evil.example", ...FORM_TYPE }, body: "" })],
  ["a sandboxed form", () => ({ headers: { origin: "null", "sec-fetch-site": "cross-site", ...FORM_TYPE }, body: "" })],
  ["a form whose browser hides where it stands", () => ({ headers: { "sec-fetch-site": "same-site" }, body: form() })],
  ["a form of an old browser", () => ({ headers: FORM_TYPE, body: "json=null" })],
  ["a form of our own page", () => ({ headers: { origin: OURS, "sec-fetch-site": "same-origin" }, body: form() })],
];

describeOnEachDatabase("a change that none of our pages requested", (database) => {
  let cookie = "";

  beforeAll(async () => {
    const { db } = database;
    const ctx = await testContext(database);
    // The context's own owner would shut set-up.
    await database.clear();
    const auth = createAuth({
      db,
      secret: deriveAuthSecret(new Uint8Array(32).fill(7)),
      publicUrl: null,
      trustsProxy: false,
      log: ctx.log,
    });
    provideAuth(async () => auth);
    const env = readEnv({ CRON_SECRET, ENABLE_SCENARIOS: "1" });
    // The routes find the App where the runtime puts it; this one has what they need.
    const app = { ...ctx, env, db, auth } as unknown as App;
    Object.assign(globalThis, { evenkeelApp: Promise.resolve(app) });
    const { POST } = await load("api/auth/[...all]/route.ts");
    const answer = await POST!(
      request({ path: "/api/auth/set-up", headers: { origin: OURS, ...JSON_TYPE }, body: JSON.stringify(OWNER) }),
    );
    expect(answer.status).toBe(200);
    cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
  });

  describe.each(ROUTES)("%s", (path) => {
    test.each(STRANGERS)("refuses %s", async (_, sent) => {
      const route = await load(path);
      for (const method of CHANGING) {
        const handler = route[method];
        if (!handler) continue;
        const own = path.startsWith("api/auth/") ? { path: "/api/auth/sign-out" } : {};
        const { headers, body = "{}" } = sent();
        const authorization = `Bearer ${CRON_SECRET}`;
        const answer = await handler(request({ ...own, method, body, headers: { ...headers, cookie, authorization } }));
        expect([403, 415]).toContain(answer.status);
        expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/\.$/) });
      }
    });
  });

  const isStopped = async () => (await database.db.select().from(ownerSettings)).some((row) => row.stoppedAt !== null);

  describe("the kill switch", () => {
    const call = async (procedure: string, sent: Sent) => {
      const { POST } = await load("api/trpc/[trpc]/route.ts");
      return POST!(request({ path: `/api/trpc/${procedure}`, ...sent, headers: { ...sent.headers, cookie } }));
    };
    const ourPage = { headers: { origin: OURS, "sec-fetch-site": "same-origin", ...JSON_TYPE } };

    test("is undone by our own page, and by nobody else", async () => {
      expect((await call("trading.stopAll", { ...ourPage, body: '{"json":{"reason":"storm"}}' })).status).toBe(200);
      for (const [, sent] of STRANGERS) {
        await call("trading.resume", sent());
        expect(await isStopped()).toBe(true);
      }
      expect((await call("trading.resume", ourPage)).status).toBe(200);
      expect(await isStopped()).toBe(false);
    });

    test("a program with the session's cookie and JSON is let in, as the stories do it", async () => {
      expect((await call("trading.resume", { headers: JSON_TYPE })).status).toBe(200);
    });
  });

  test("a scheduler with its token needs neither origin nor body", async () => {
    const { POST } = await load("api/cron/route.ts");
    const authorization = `Bearer ${CRON_SECRET}`;
    const answer = await POST!(request({ path: "/api/cron", headers: { authorization }, body: null }));
    expect(answer.status).toBe(200);
  });

  test("reading stays open to links from anywhere: it changes nothing", async () => {
    const { GET } = (await load("api/trpc/[trpc]/route.ts")) as { GET: (request: Request) => Promise<Response> };
    const read = (procedure: string) =>
      GET(new Request(`${OURS}/api/trpc/${procedure}`, { headers: { host: HOST, cookie, ...OTHER_PORT } }));
    expect((await read("portfolios.list")).status).toBe(200);
    // A change is no reading, however it is requested.
    expect((await read("trading.resume")).status).toBe(405);
  });
});

test("the routes were found", () => expect(ROUTES).toContain("api/trpc/[trpc]/route.ts"));
