/** Puts a function in the place of the socket under a ccxt client: all of ccxt and of our hooks above it stays real. */
import type { Exchange } from "ccxt";

export interface WireRequest {
  method: string;
  path: string;
  /** Of the query or the body, whichever there is. */
  params: Record<string, string>;
  headers: Record<string, string>;
}

/** What the other side answers; to throw is to lose the connection. */
export type Wire = (
  request: WireRequest,
) => { status?: number; body: unknown } | Promise<{ status?: number; body: unknown }>;

function read(url: string, init: { method: string; headers?: Record<string, string>; body?: string }): WireRequest {
  const { pathname, searchParams } = new URL(url);
  const body = init.body?.startsWith("{") ? JSON.parse(init.body) : Object.fromEntries(new URLSearchParams(init.body));
  return {
    method: init.method,
    path: pathname,
    params: { ...Object.fromEntries(searchParams), ...body },
    headers: init.headers ?? {},
  };
}

export function wire(exchange: Exchange, answer: Wire): void {
  Object.assign(exchange, {
    fetchImplementationLoading: Promise.resolve(),
    fetchIsNative: false,
    AbortError: class extends Error {},
    FetchError: class extends Error {},
    fetchImplementation: async (url: string, init: Parameters<typeof read>[1]) => {
      const { status = 200, body } = await answer(read(url, init));
      return new Response(JSON.stringify(body), { status });
    },
  });
}
