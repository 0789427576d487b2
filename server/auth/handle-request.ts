/** Stands before better-auth: closes the paths we do not use, checks the address, slows guessing down. */
import { type Logger, redactText } from "@/server/runtime/log";
import type { AttemptLimiter } from "./attempt-limiter";
import { addressOf, originOf } from "./origin";
import { refuseForeign } from "./refuse-foreign";

const OPEN_PATHS = new Set(["/set-up", "/sign-in/email", "/sign-out", "/get-session", "/change-password"]);
/** Paths that try a password. */
const GUARDED_PATHS = new Set(["/sign-in/email", "/change-password"]);
const BODY_BYTES_MAX = 8_192;

export interface AuthEntry {
  handler: (request: Request) => Promise<Response>;
  limiter: AttemptLimiter;
  publicUrl: string | null;
  trustsProxy: boolean;
  log: Logger;
}

export async function handleAuthRequest(entry: AuthEntry, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/^\/api\/auth/, "");
  if (!OPEN_PATHS.has(path)) return refusal(404, "NOT_FOUND", "There is nothing here.");

  const origin = originOf(request.headers, entry.publicUrl);
  if (origin === null)
    return refusal(403, "UNKNOWN_HOST", "Evenkeel does not know this address. Set EVENKEEL_URL to it and start again.");
  const foreign = refuseForeign(request, entry.publicUrl);
  if (foreign) return foreign;

  const body = request.method === "POST" ? await request.text() : undefined;
  if (body && body.length > BODY_BYTES_MAX) return refusal(413, "TOO_LARGE", "The request is too large.");
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const known = new Request(new URL(`${url.pathname}${url.search}`, origin), { method: request.method, headers, body });

  if (!GUARDED_PATHS.has(path)) return entry.handler(known);
  const key = attemptKey(path, body ?? "", addressOf(request.headers, entry.trustsProxy));
  const waitMs = entry.limiter.take(key);
  if (waitMs > 0) return tooMany(waitMs);
  const response = await entry.handler(known);
  if (response.ok) entry.limiter.clear(key);
  else entry.log.warn({ path, status: response.status }, redactText("A sign-in request was refused"));
  return response;
}

function attemptKey(path: string, body: string, address: string): string {
  // A new password concerns the one owner; only sign-in names an account.
  const email = path === "/sign-in/email" ? emailIn(body) : "";
  return `${path} ${email} ${address}`;
}

function emailIn(body: string): string {
  try {
    return String(JSON.parse(body).email ?? "")
      .trim()
      .toLowerCase()
      .slice(0, 254);
  } catch {
    return "";
  }
}

function tooMany(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const response = refusal(429, "TOO_MANY_ATTEMPTS", `Too many attempts. Try again in ${seconds} s.`);
  response.headers.set("Retry-After", String(seconds));
  return response;
}

const refusal = (status: number, code: string, message: string) => Response.json({ code, message }, { status });
