/**
 * Did one of our own pages request this change, or a stranger's? Cookies alone do not show it: a browser sends them
 * along with a form that any page on another port of this host puts up. So whatever may change something must
 *
 *   come from our own origin   Origin is ours, Sec-Fetch-Site is "same-origin", each where the browser sent it
 *   and be JSON                a form can send three content types, and JSON is none of them
 *
 * Programs (a scheduler with its token, curl with a session) send neither of the two headers and pass the first rule.
 * Reading (GET, HEAD, OPTIONS) changes nothing and always passes: no answer of ours may be read from another origin.
 */
import { originOf } from "./origin";

export type ForeignReason = "unknown-host" | "foreign-origin" | "foreign-site" | "not-json";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
/** JSON with or without parameters, and nothing that only begins like it. */
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Why the request is refused; null when it may go on. `publicUrl` is EVENKEEL_URL. */
export function findForeign(
  { method, headers }: Pick<Request, "method" | "headers">,
  publicUrl: string | null,
): ForeignReason | null {
  if (READING.has(method.toUpperCase())) return null;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== null || site !== null) {
    const own = ownOrigins(headers, publicUrl);
    if (own.length === 0) return "unknown-host";
    if (origin !== null && !own.includes(origin)) return "foreign-origin";
    if (site !== null && site !== "same-origin") return "foreign-site";
  }
  return isJson(headers) ? null : "not-json";
}

/** The address the request came in under, and the public one, whose proxy may have put another Host in its place. */
function ownOrigins(headers: Headers, publicUrl: string | null): readonly string[] {
  const addressed = originOf(headers, publicUrl);
  return [addressed, publicUrl]
    .filter((url) => url !== null && URL.canParse(url))
    .map((url) => new URL(url as string).origin);
}

/** Nothing at all counts as JSON: a scheduler's call says what it wants by its address alone. */
function isJson(headers: Headers): boolean {
  const type = headers.get("content-type")?.trim();
  if (type) return JSON_TYPE.test(type);
  return (headers.get("content-length") ?? "0") === "0" && !headers.has("transfer-encoding");
}
