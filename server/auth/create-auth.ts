/**
 * Sign-in with e-mail and password for one owner, on better-auth and our own tables. What is ours: registration
 * closes with the first owner, only the paths listed in OPEN_PATHS answer, guesses are slowed down by our own
 * limiter (better-auth's trusts forwarded addresses), and a new password ends every other session.
 * Sessions are read from the database each time, so that one that was ended is ended at once.
 */
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { accounts, sessions, users, verifications } from "@/drizzle/schema";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/schemas/password";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/runtime/log";
import { newId } from "@/server/services/id";
import { accountAudit } from "./account-audit";
import { createAttemptLimiter } from "./attempt-limiter";
import type { Auth } from "./auth";
import { handleAuthRequest } from "./handle-request";
import { newPasswordRules } from "./new-password-rules";
import { setUpEndpoint } from "./set-up-endpoint";

export interface AuthOptions {
  db: Database;
  /** From deriveAuthSecret(masterKey). */
  secret: string;
  /** EVENKEEL_URL: the address people use when a proxy stands before us; null when opened directly. */
  publicUrl: string | null;
  /** TRUST_PROXY: trust the address the nearest proxy wrote. */
  trustsProxy: boolean;
  log: Logger;
  now?: () => number;
}

const SESSION_SECONDS = 30 * 24 * 3600;

export function createAuth({ db, secret, publicUrl, trustsProxy, log, now = Date.now }: AuthOptions): Auth {
  const engine = betterAuth({
    appName: "Evenkeel",
    secret,
    basePath: "/api/auth",
    ...(publicUrl === null ? {} : { baseURL: new URL(publicUrl).origin }),
    // The handler gave the request its true address; its own origin may speak to it, and so may the public one.
    trustedOrigins: (request) => [
      ...(request ? [new URL(request.url).origin] : []),
      ...(publicUrl === null ? [] : [new URL(publicUrl).origin]),
    ],
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "evenkeel",
      useSecureCookies: publicUrl?.startsWith("https:") ?? false,
      disableOriginCheck: false,
      disableCSRFCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId(now()) },
    },
    logger: {
      level: "error",
      log: (level, message) =>
        level === "error" ? log.error({ part: "auth" }, message) : log.warn({ part: "auth" }, message),
    },
    // Refusals are answers, not faults; better-auth would write each to the console.
    onAPIError: {
      onError: (error) => (error instanceof APIError ? undefined : log.error({ err: error }, "Auth failed")),
    },
    hooks: { before: newPasswordRules, after: accountAudit({ db, now }) },
    plugins: [setUpEndpoint({ db, now })],
  });
  const limiter = createAttemptLimiter(now);
  let isOwnerKnown = false;

  return {
    publicUrl,
    handle: (request) => handleAuthRequest({ handler: engine.handler, limiter, publicUrl, trustsProxy, log }, request),
    async readSession(headers) {
      // Most strangers carry no cookie: they cost no query.
      if (!headers.get("cookie")?.includes("evenkeel.session_token")) return null;
      const found = await engine.api.getSession({ headers });
      if (!found) return null;
      const { user, session } = found;
      return { userId: user.id, name: user.name, email: user.email, sessionId: session.id };
    },
    async hasOwner() {
      // Owners are never removed, so "yes" needs no second query.
      isOwnerKnown ||= (await db.select({ id: users.id }).from(users).limit(1)).length > 0;
      return isOwnerKnown;
    },
  };
}
