/**
 * One call to the API, typed like the router, in a few lines: pages that only press a button now and then need not
 * carry a query client. Screens that hold much state of their own use `useTRPC` (./client).
 */
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/routers";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type Path = { [Room in keyof Inputs & string]: `${Room}.${keyof Inputs[Room] & string}` }[keyof Inputs & string];
type At<Tree, P extends string> = P extends `${infer Room}.${infer Verb}`
  ? Room extends keyof Tree
    ? Verb extends keyof Tree[Room]
      ? Tree[Room][Verb]
      : never
    : never
  : never;

export class ApiError extends Error {
  readonly code: string;
  readonly detail: unknown;
  constructor(message: string, code: string, detail: unknown) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

interface Answer<T> {
  result?: { data: { json: T } };
  error?: { json: { message: string; data?: { code?: string; detail?: unknown } } };
}

async function send<T>(url: string, init?: RequestInit): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await (await fetch(url, init)).json();
  } catch {
    throw new ApiError("Evenkeel did not answer. Check that it still runs, then try again.", "UNREACHABLE", null);
  }
  if (answer.result) return answer.result.data.json;
  const { message, data } = answer.error?.json ?? { message: "Evenkeel gave an answer that cannot be read." };
  throw new ApiError(message, data?.code ?? "UNKNOWN", data?.detail ?? null);
}

/** Asks; changes nothing. */
export function ask<P extends Path>(path: P, input: At<Inputs, P>): Promise<At<Outputs, P>> {
  return send(`/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input ?? null }))}`);
}

/** Does what the procedure's name says. */
export function tell<P extends Path>(path: P, input: At<Inputs, P>): Promise<At<Outputs, P>> {
  return send(`/api/trpc/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: input ?? null }),
  });
}
