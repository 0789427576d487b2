/**
 * The serving process: one HTTP server around Next, on the Node of this project. It listens before Next is ready, so
 * that a taken port is said at once and a start that waits for its database shows itself; it stops on a signal.
 * Started by start.mjs; by itself: node scripts/serve.mjs [--dev]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import "./private-files.mjs";
import { listenProblem } from "./listen-problem.mjs";
import { root } from "./runtime.mjs";

// The embedded database is 9 MB of WebAssembly. V8 would optimise much of it during the start, which costs half a
// second and doubles the peak memory; with ten times its usual patience it optimises only what stays hot.
setFlagsFromString("--wasm-tiering-budget=130000000");

const isDev = process.argv.includes("--dev");
process.env.NODE_ENV = isDev ? "development" : "production";
// From wherever it was started: Next, the migrations and a relative data directory are found from the project's root.
process.chdir(root);
process.env.EVENKEEL_VERSION = JSON.parse(readFileSync("package.json", "utf8")).version;
process.env.EVENKEEL_DATA_DIR = resolve(process.env.EVENKEEL_DATA_DIR || ".data");

const port = Number(process.env.PORT || 3000);
const hostname = process.env.HOST || "127.0.0.1";

const status = { phase: "starting", waitingFor: null };
globalThis.evenkeelStatus = status;

let handle = answerWhileStarting;
const server = createServer((request, response) => handle(request, response));
server.on("error", (error) => {
  console.error(listenProblem(error, hostname, port));
  process.exit(1);
});

let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT"])
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void stop();
  });

// The launcher is gone, however that happened: nobody could stop us any more.
process.on("disconnect", () => process.emit("SIGTERM"));

await new Promise((resolve) => server.listen(port, hostname, resolve));
await createDatabase();
const { default: next } = await import("next");
const app = next({ dev: isDev, hostname, port, httpServer: server });
await app.prepare();
const handleByNext = app.getRequestHandler();
// Next is prepared before instrumentation.ts has opened the database: until then we answer ourselves.
while (status.phase === "starting") await new Promise((done) => setTimeout(done, 10));
handle = (request, response) => {
  // A page cannot see its own address, to which sign-in leads back. What a caller says of it does not count.
  request.headers["x-evenkeel-address"] = request.url;
  return handleByNext(request, response);
};
const { port: listening } = server.address();
const reachable =
  { "0.0.0.0": "127.0.0.1", "::": "localhost" }[hostname] ?? (hostname.includes(":") ? `[${hostname}]` : hostname);
const url = `http://${reachable}:${listening}`;
console.log(`Evenkeel is at ${url}`);
process.send?.({ url });

/** Creating a database takes a gigabyte for a second: a process of its own takes it away with it. */
async function createDatabase() {
  const directory = process.env.EVENKEEL_DATA_DIR;
  if (process.env.DATABASE_URL || existsSync(join(directory, "postgres", "PG_VERSION"))) return;
  const script = ["--import", "./scripts/resolve.mjs", "scripts/create-database.mjs", directory];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...script], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) process.exit(1);
}

/** Finishes what is being written, closes the database and gives its lock back; never takes longer than 9 s. */
async function stop() {
  // Not open yet, perhaps waiting for its database: there is nothing to close that a crash would not close as well.
  if (status.phase === "starting") process.exit(0);
  status.phase = "stopping";
  setTimeout(() => process.exit(1), 9_000).unref();
  server.close();
  server.closeIdleConnections();
  // Live streams never end by themselves: their readers reconnect once we are back.
  setTimeout(() => server.closeAllConnections(), 300).unref();
  try {
    await globalThis.evenkeelClose?.();
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

function answerWhileStarting(request, response) {
  const sentence = status.waitingFor ?? "Evenkeel is starting.";
  response.setHeader("Retry-After", "2");
  response.setHeader("Cache-Control", "no-store");
  if (request.url?.startsWith("/api/")) {
    response.writeHead(503, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ status: status.waitingFor ? "waiting" : "starting", message: sentence }));
    return;
  }
  response.writeHead(503, { "Content-Type": "text/html; charset=utf-8", Refresh: "2" });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Evenkeel is starting</title>
<meta name="viewport" content="width=device-width"><style>body{font:16px/1.5 system-ui;margin:20vh auto;max-width:32rem;padding:0 1rem;color-scheme:light dark}</style>
<h1>Evenkeel is starting</h1><p>${sentence.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)}</p></html>`);
}
