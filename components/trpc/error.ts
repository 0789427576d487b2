/**
 * What went wrong with a request. Errors differ by `code`, never by class: one bundle's class is not another's.
 * The server's codes are those of tRPC; "UNREACHABLE" is said where nobody answered, "UNKNOWN" of anything else.
 */
export interface ApiError {
  code: string;
  /** For people: the server's own sentence where there is one. */
  message: string;
  /** The field at fault; null when it is about the whole. */
  path: string | null;
  /** "version-conflict" and the like: what a screen can act on, beside `detail`. */
  reason: string | null;
  detail: unknown;
}

const UNREACHABLE = "Evenkeel did not answer. Check that it still runs, then try again.";

export function apiErrorOf(error: unknown): ApiError {
  const data = part(error, "data");
  const code = textAt(data, "code");
  const message = textAt(error, "message") ?? String(error);
  const detail = part(data, "detail");
  if (code !== null)
    return { code, message, path: textAt(data, "path") || null, reason: textAt(detail, "reason"), detail };
  const nothing = { path: null, reason: null, detail: null };
  return isUnanswered(textAt(error, "name"), message)
    ? { code: "UNREACHABLE", message: UNREACHABLE, ...nothing }
    : { code: "UNKNOWN", message, ...nothing };
}

export function messageOf(error: unknown): string {
  return error === null || error === undefined ? "" : apiErrorOf(error).message;
}

/** The client's own error with no answer in it, what browsers say of a request, or a script that did not come. */
function isUnanswered(name: string | null, message: string): boolean {
  if (name === "TRPCClientError" || name === "ChunkLoadError") return true;
  return /failed to fetch|network|load failed|dynamically imported module/i.test(message);
}

function part(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined;
}

export function textAt(value: unknown, key: string): string | null {
  const text = part(value, key);
  return typeof text === "string" ? text : null;
}
