/** The answer to a change that no page of ours requested; each route that takes one checks it before anything else. */
import { currentAuth } from "./current";
import { type ForeignReason, findForeign } from "./foreign-request";

const ANSWERS: Record<ForeignReason, { status: number; code: string; message: string }> = {
  "unknown-host": {
    status: 403,
    code: "UNKNOWN_HOST",
    message: "Evenkeel does not know this address. Set EVENKEEL_URL to it and start again.",
  },
  "foreign-origin": {
    status: 403,
    code: "FOREIGN_ORIGIN",
    message: "Another site asked for this, so nothing was changed. Open Evenkeel itself and try again.",
  },
  "foreign-site": {
    status: 403,
    code: "FOREIGN_SITE",
    message: "Another site asked for this, so nothing was changed. Open Evenkeel itself and try again.",
  },
  "not-json": {
    status: 415,
    code: "NOT_JSON",
    message: "Evenkeel takes JSON only: send it with Content-Type: application/json.",
  },
};

export function refuseForeign(request: Request, publicUrl: string | null): Response | null {
  const reason = findForeign(request, publicUrl);
  if (reason === null) return null;
  const { status, code, message } = ANSWERS[reason];
  return Response.json({ code, message }, { status, headers: { "cache-control": "no-store" } });
}

type Handler = (request: Request) => Promise<Response>;

/** Stands before a route handler: what is foreign never reaches it. */
export function refusingForeign(handle: Handler): Handler {
  return async (request) => refuseForeign(request, (await currentAuth()).publicUrl) ?? handle(request);
}
