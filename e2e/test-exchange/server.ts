/** The HTTP side: reads a request, lets faults have their way, answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./api.ts";
import type { SignedRequest } from "./authenticate.ts";
import { control } from "./control.ts";
import { Refusal } from "./refusal.ts";
import { type Fault, freshState, type RequestRecord, type State } from "./state.ts";
import { TROUBLES } from "./troubles.ts";

export interface TestExchange {
  url: string;
  state: State;
  close(): Promise<void>;
}

const REQUESTS_STORED = 5_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** The first fault that matches; each counts its own requests. */
function takeFault(state: State, method: string, path: string): Fault["kind"] | null {
  const fault = state.faults.find(
    (candidate) =>
      (candidate.method === undefined || candidate.method === method) &&
      (candidate.path === undefined || path.startsWith(candidate.path)),
  );
  if (!fault) return null;
  if ((fault.skip ?? 0) > 0) {
    fault.skip = (fault.skip ?? 0) - 1;
    return null;
  }
  fault.times -= 1;
  if (fault.times <= 0) state.faults = state.faults.filter((kept) => kept !== fault);
  return fault.kind;
}

interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

function run(work: () => unknown): Reply {
  try {
    return { status: 200, body: JSON.stringify(work()) };
  } catch (error) {
    if (error instanceof Refusal)
      return { status: error.status, body: JSON.stringify({ code: error.code, msg: error.message }) };
    return { status: 500, body: JSON.stringify({ code: -1000, msg: String(error) }) };
  }
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    "content-type": "application/json;charset=UTF-8",
    "x-mbx-used-weight-1m": "1",
    ...reply.headers,
  });
  response.end(reply.body);
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const rawBody = await readBody(request);
  if (url.pathname.startsWith("/_test/")) {
    const body = rawBody === "" ? Object.fromEntries(url.searchParams) : JSON.parse(rawBody);
    send(
      response,
      run(() => control(state, method, url.pathname.slice("/_test/".length), body)),
    );
    return;
  }
  const rawQuery = url.search.slice(1);
  const params = Object.fromEntries([...new URLSearchParams(rawQuery), ...new URLSearchParams(rawBody)]);
  const apiKey = typeof request.headers["x-mbx-apikey"] === "string" ? request.headers["x-mbx-apikey"] : null;
  const { signature: _, ...shown } = params;
  const record: RequestRecord = { at: Date.now(), method, path: url.pathname, params: shown, apiKey, status: null };
  state.requests.push(record);
  if (state.requests.length > REQUESTS_STORED) state.requests.shift();
  const signed: SignedRequest = { apiKey, rawQuery, rawBody, params };
  await reply(state, method, url.pathname, signed, response, record);
}

async function reply(
  state: State,
  method: string,
  path: string,
  signed: SignedRequest,
  response: ServerResponse,
  record: RequestRecord,
): Promise<void> {
  const fault = takeFault(state, method, path);
  const execute = () => {
    const result = run(() => answer(state, method, path, signed));
    record.status = result.status;
    return result;
  };
  if (fault?.do === "delay") await new Promise((resolve) => setTimeout(resolve, fault.ms));
  switch (fault?.do) {
    case "drop-before":
      response.destroy();
      return;
    case "drop-after":
      execute();
      response.destroy();
      return;
    case "hold": {
      const result = execute();
      await new Promise<void>((resolve) => state.held.push(resolve));
      send(response, result);
      return;
    }
    case "answer":
      if (fault.execute) execute();
      send(response, { status: fault.status, body: fault.body, ...(fault.headers ? { headers: fault.headers } : {}) });
      return;
    case "trouble":
      send(response, TROUBLES[fault.as]);
      return;
    case "cut-body": {
      const result = execute();
      response.writeHead(result.status, {
        "content-type": "application/json;charset=UTF-8",
        "content-length": String(Buffer.byteLength(result.body)),
      });
      response.write(result.body.slice(0, Math.floor(result.body.length / 2)), () => response.destroy());
      return;
    }
    default:
      send(response, execute());
  }
}

export async function startTestExchange(options: { port?: number; host?: string } = {}): Promise<TestExchange> {
  const state = freshState();
  const server: Server = createServer((request, response) => {
    serve(state, request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host ?? "127.0.0.1"}:${port}`,
    state,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
