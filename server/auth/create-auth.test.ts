import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import type { Database } from "@/server/db/client";
import { createLogger } from "@/server/runtime/log";
import { describeOnEachDatabase } from "@/server/testing/database";
import type { Auth } from "./auth";
import { createAuth } from "./create-auth";
import { createOwner } from "./create-owner";
import { deriveAuthSecret } from "./secret";

const OWNER = { name: "Ada", email: "ada@example.com", password: "a calm grey harbour" };
let db: Database;
const secret = deriveAuthSecret(new Uint8Array(32).fill(7));
/** Stands still unless a test moves it: how quick the machine is must not matter. */
let clock = 0;
let auth: Auth;

function build(options: { publicUrl?: string; trustsProxy?: boolean } = {}): Auth {
  return createAuth({
    db,
    secret,
    publicUrl: options.publicUrl ?? null,
    trustsProxy: options.trustsProxy ?? false,
    log: createLogger("silent"),
    now: () => clock,
  });
}

interface Post {
  cookie?: string;
  host?: string;
  origin?: string;
  forwardedFor?: string;
}

function post(
  path: string,
  body: unknown,
  { cookie, host = "127.0.0.1:3000", origin, forwardedFor }: Post = {},
  to = auth,
) {
  const headers = new Headers({ "content-type": "application/json", host, origin: origin ?? `http://${host}` });
  if (cookie) headers.set("cookie", cookie);
  if (forwardedFor) headers.set("x-forwarded-for", forwardedFor);
  return to.handle(new Request(`http://0.0.0.0${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
const signIn = (password = OWNER.password, options: Post = {}, to = auth) =>
  post("/api/auth/sign-in/email", { email: OWNER.email, password }, options, to);

describeOnEachDatabase("auth", (database) => {
  beforeEach(async () => {
    db = database.db;
    await database.clear();
    clock = Date.now();
    auth = build();
  });

  describe("set-up", () => {
    test("registers the first owner and signs them in with an httpOnly lax cookie", async () => {
      expect(await auth.hasOwner()).toBe(false);
      const response = await post("/api/auth/set-up", OWNER);
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()[0]).toMatch(/^evenkeel\.session_token=.*HttpOnly.*SameSite=Lax/i);
      expect(response.headers.getSetCookie()[0]).not.toMatch(/Secure/i);
      const session = await auth.readSession(new Headers({ cookie: cookieOf(response) }));
      expect(session).toMatchObject({ name: "Ada", email: "ada@example.com" });
      expect(await auth.hasOwner()).toBe(true);
    });

    test("a second registration is refused, also through better-auth's own endpoint", async () => {
      await createOwner({ db }, OWNER);
      const second = await post("/api/auth/set-up", { ...OWNER, email: "eve@example.com" });
      expect(second.status).toBe(403);
      expect(await second.json()).toMatchObject({ code: "OWNER_EXISTS" });
      expect((await post("/api/auth/sign-up/email", { ...OWNER, email: "eve@example.com" })).status).toBe(404);
      expect(await db.$count(schema.users)).toBe(1);
    });

    test("two set-ups at the same time make one owner", async () => {
      const both = await Promise.all([
        post("/api/auth/set-up", OWNER),
        post("/api/auth/set-up", { ...OWNER, email: "eve@example.com" }),
      ]);
      expect(both.map((response) => response.status).sort()).toEqual([200, 403]);
      expect(await db.$count(schema.users)).toBe(1);
    });

    test.each([
      ["short", "too short"],
      ["ada@example.com", "e-mail"],
      ["ada-ada-ada-1", "e-mail"],
      ["aaaaaaaaaaaaaaaa", "repeats"],
      ["Password 12345", "first that are tried"],
    ])("the password %j is refused at its field", async (password) => {
      const response = await post("/api/auth/set-up", { ...OWNER, password });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ path: "password", message: expect.stringMatching(/\.$/) });
    });

    test("a page under another name cannot set up an owner", async () => {
      expect((await post("/api/auth/set-up", OWNER, { host: "evil.example" })).status).toBe(403);
      expect((await post("/api/auth/set-up", OWNER, { origin: "http://evil.example" })).status).toBe(403);
      expect(await auth.hasOwner()).toBe(false);
    });
  });

  describe("sign-in", () => {
    beforeEach(async () => {
      await createOwner({ db }, OWNER);
    });

    test("takes the right password and no other", async () => {
      expect((await signIn("a calm grey harbor")).status).toBe(401);
      expect((await signIn()).status).toBe(200);
    });

    test("slows down after five wrong passwords, and made-up addresses do not help", async () => {
      for (let i = 0; i < 5; i++) expect((await signIn("wrong", { forwardedFor: `10.0.0.${i}` })).status).toBe(401);
      const refused = await signIn(OWNER.password, { forwardedFor: "10.0.0.9" });
      expect(refused.status).toBe(429);
      expect(refused.headers.get("Retry-After")).toBe("2");
      clock += 2_500;
      expect((await signIn()).status).toBe(200);
    });

    test("behind a trusted proxy another address is not held up", async () => {
      const proxied = build({ trustsProxy: true });
      for (let i = 0; i < 6; i++) await signIn("wrong", { forwardedFor: "10.0.0.1" }, proxied);
      expect((await signIn("wrong", { forwardedFor: "10.0.0.1" }, proxied)).status).toBe(429);
      expect((await signIn(OWNER.password, { forwardedFor: "1.2.3.4, 10.0.0.2" }, proxied)).status).toBe(200);
    });

    test("works behind a proxy that speaks https under EVENKEEL_URL", async () => {
      const proxied = build({ publicUrl: "https://keel.example" });
      const options = { host: "127.0.0.1:3000", origin: "https://keel.example" };
      const response = await signIn(OWNER.password, options, proxied);
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-evenkeel\.session_token=.*Secure/);
      const named = await signIn(OWNER.password, { host: "keel.example", origin: "https://keel.example" }, proxied);
      expect(await proxied.readSession(new Headers({ cookie: cookieOf(named) }))).not.toBeNull();
    });

    test("a session ends with sign-out, at once", async () => {
      const cookie = cookieOf(await signIn());
      expect(await auth.readSession(new Headers({ cookie }))).not.toBeNull();
      expect((await post("/api/auth/sign-out", {}, { cookie })).status).toBe(200);
      expect(await auth.readSession(new Headers({ cookie }))).toBeNull();
    });

    test("no cookie, a forged one and an old one are nobody", async () => {
      const cookie = cookieOf(await signIn());
      expect(await auth.readSession(new Headers())).toBeNull();
      expect(await auth.readSession(new Headers({ cookie: "evenkeel.session_token=abc.def" }))).toBeNull();
      await db.update(schema.sessions).set({ expiresAt: new Date(Date.now() - 1) });
      expect(await auth.readSession(new Headers({ cookie }))).toBeNull();
    });

    test("a new password follows the rules and ends every other session", async () => {
      const other = cookieOf(await signIn());
      const mine = cookieOf(await signIn());
      const change = (newPassword: string, currentPassword = OWNER.password) =>
        post(
          "/api/auth/change-password",
          { newPassword, currentPassword, revokeOtherSessions: false },
          { cookie: mine },
        );
      expect(await (await change("ada@example.com")).json()).toMatchObject({ path: "newPassword" });
      expect((await change("a quiet blue harbour", "wrong")).status).toBe(400);
      const changed = await change("a quiet blue harbour");
      expect(changed.status).toBe(200);
      expect(await auth.readSession(new Headers({ cookie: other }))).toBeNull();
      expect(await auth.readSession(new Headers({ cookie: cookieOf(changed) }))).not.toBeNull();
      expect((await signIn()).status).toBe(401);
      expect((await signIn("a quiet blue harbour")).status).toBe(200);
    });

    test("sign-ins and new passwords stand in the audit trail, failed ones do not", async () => {
      await signIn("wrong password");
      const cookie = cookieOf(await signIn());
      const body = { newPassword: "a quiet blue harbour", currentPassword: OWNER.password };
      await post("/api/auth/change-password", body, { cookie });
      const lines = await db.select({ action: schema.auditEntries.action }).from(schema.auditEntries);
      expect(lines.map((line) => line.action).sort()).toEqual([
        "account.change-password",
        "account.set-up",
        "account.sign-in",
      ]);
    });

    test("the password is stored hashed", async () => {
      const [account] = await db.select().from(schema.accounts).where(eq(schema.accounts.providerId, "credential"));
      expect(account?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    });
  });
});
