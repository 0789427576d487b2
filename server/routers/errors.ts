/**
 * One place where errors of the verbs become answers of the API: `message` is a sentence for people, `data.code`
 * says what kind it is, `data.path` which field is at fault, `data.detail` what a screen can act on.
 * What nobody foresaw is logged (redacted) under an id, and only that id is shown.
 */
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { VenueError } from "@/server/exchanges/venue";
import type { Logger } from "@/server/runtime/log";
import { redactText } from "@/server/runtime/log";
import { ForbiddenError, InputError, NotFoundError, PreconditionError } from "@/server/services/errors";

export interface ApiErrorBody {
  code: TRPCError["code"];
  message: string;
  path: string | null;
  detail: Record<string, unknown> | null;
}

/** How a thrown error reads outside; null for one nobody foresaw. */
function known(error: unknown): ApiErrorBody | null {
  if (error instanceof NotFoundError) return bodyOf("NOT_FOUND", error.message);
  if (error instanceof PreconditionError)
    return { ...bodyOf("PRECONDITION_FAILED", error.message), detail: error.detail };
  if (error instanceof InputError)
    return { ...bodyOf("BAD_REQUEST", error.message), path: error.path, detail: error.detail };
  if (error instanceof ForbiddenError) return bodyOf("FORBIDDEN", error.message);
  if (error instanceof VenueError) return describeVenueError(error);
  if (isValidationError(error)) {
    const issue = error.issues[0];
    return {
      ...bodyOf("BAD_REQUEST", issue?.message ?? "The input cannot be used."),
      path: joinPath(issue?.path ?? []),
    };
  }
  if (isDatabaseGone(error))
    return bodyOf("SERVICE_UNAVAILABLE", "The database does not answer. Nothing was changed; try again in a moment.");
  return null;
}

const bodyOf = (code: ApiErrorBody["code"], message: string): ApiErrorBody => ({
  code,
  message,
  path: null,
  detail: null,
});

function describeVenueError(error: VenueError): ApiErrorBody {
  const code = error.kind === "rate-limited" ? "TOO_MANY_REQUESTS" : "PRECONDITION_FAILED";
  return {
    ...bodyOf(code, redactText(error.message)),
    detail: { reason: `venue-${error.kind}`, venueCode: error.code, retryAfterMs: error.retryAfterMs },
  };
}

interface ValidationError {
  issues: readonly { message: string; path: readonly PropertyKey[] }[];
}

function isValidationError(error: unknown): error is ValidationError {
  return error instanceof Error && "issues" in error && Array.isArray(error.issues);
}

/** ["targets", 2, "weight"] -> "targets.2.weight", as policy problems are named. */
const joinPath = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** Codes of pg and Node for a server that is away, starting or shutting down. */
const DATABASE_GONE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
]);

export function isDatabaseGone(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ("code" in cause && typeof cause.code === "string" && DATABASE_GONE.has(cause.code)) return true;
    if (
      /Connection terminated|Client has encountered a connection error|timeout exceeded when trying/.test(cause.message)
    )
      return true;
  }
  return false;
}

/** What the formatter shows: of our own errors all there is, of others what translateError made of them. */
export function explainError(error: TRPCError): ApiErrorBody {
  const answer = known(error.cause);
  if (answer) return answer;
  if (error.code === "INTERNAL_SERVER_ERROR" && error.cause !== undefined)
    return bodyOf(error.code, "Something went wrong on our side. The log has the details.");
  return bodyOf(error.code, error.message);
}

/** Turns whatever a procedure threw into the error that leaves the app. */
export function translateError(error: TRPCError, about: { log: Logger; procedure: string }): TRPCError {
  const answer = known(error.cause) ?? (error.cause === undefined ? bodyOf(error.code, error.message) : null);
  if (answer) return new TRPCError({ code: answer.code, message: answer.message, cause: error.cause });
  const id = crypto.randomUUID().slice(0, 8);
  about.log.error({ err: error.cause, errorId: id, procedure: about.procedure }, "A procedure failed");
  return new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: `Something went wrong on our side. The log names it under ${id}.`,
  });
}

/** The same for a route that answers without tRPC. */
export function describeApiError(
  error: unknown,
  about: { log: Logger; procedure: string },
): ApiErrorBody & { status: number } {
  const translated = translateError(getTRPCErrorFromUnknown(error), about);
  return { ...explainError(translated), status: getHTTPStatusCodeFromError(translated) };
}
