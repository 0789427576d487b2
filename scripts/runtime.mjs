/** Finds the Node that runs Evenkeel: the pinned one in node_modules where the platform has it, else this one. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** node:sqlite without a flag, and TypeScript files that run as they are. */
const OLDEST_RUNTIME = [22, 18];
export const FLAGS = ["--disable-warning=ExperimentalWarning"];

/**
 * How the serving process is started. Pages make short-lived garbage, and left to itself V8 lets the heap grow to
 * 700 MB before it collects; made to collect sooner it stays near 400 MB at the same speed. What lives is far below the limit.
 */
export const SERVE = ["--max-semi-space-size=8", "--max-old-space-size=640", "scripts/serve.mjs"];

const isNewEnough = (version) => {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > OLDEST_RUNTIME[0] || (major === OLDEST_RUNTIME[0] && minor >= OLDEST_RUNTIME[1]);
};

function pinnedNode() {
  const folder = { linux: "linux", win32: "win" }[process.platform];
  const path = join(
    root,
    "node_modules",
    `node-${folder}-${process.arch}`,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (!folder || !existsSync(path)) return null;
  // On a musl system the file is there but cannot run.
  return spawnSync(path, ["--version"]).status === 0 ? path : null;
}

/** Path of the runtime; ends the process with one sentence when there is none. */
export function findRuntime() {
  if (process.env.EVENKEEL_RUNTIME) return process.env.EVENKEEL_RUNTIME;
  const runtime = pinnedNode() ?? (isNewEnough(process.version) ? process.execPath : null);
  if (runtime === null) {
    console.error(
      `Evenkeel runs on Node ${OLDEST_RUNTIME.join(".")} or newer on this platform; this is ${process.version}.`,
    );
    process.exit(1);
  }
  process.env.EVENKEEL_RUNTIME = runtime;
  return runtime;
}

export const isRuntime = (path) => realpathSync(path) === realpathSync(process.execPath);

/** Environment of everything we start: our own tools first on the PATH, no telemetry. */
export function toolEnvironment(extra = {}) {
  const bin = join(root, "node_modules", ".bin");
  const separator = process.platform === "win32" ? ";" : ":";
  return {
    ...process.env,
    PATH: `${dirname(findRuntime())}${separator}${bin}${separator}${process.env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    ...extra,
  };
}

/** How a child learns of our end however it comes: see "disconnect" in serve.mjs. */
export const withChannel = ["inherit", "inherit", "inherit", "ipc"];

/** Runs a script on the runtime with our output; resolves with its exit code. Signals to us go on to it. */
export function runNode(args, { env = {}, stdio = "inherit", onMessage } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(findRuntime(), [...FLAGS, ...args], { cwd: root, env: toolEnvironment(env), stdio });
    const forward = (signal) => child.kill(signal);
    process.on("SIGTERM", forward).on("SIGINT", forward);
    if (onMessage) child.on("message", onMessage);
    child.once("error", fail);
    child.once("exit", (code, signal) => {
      process.off("SIGTERM", forward).off("SIGINT", forward);
      done(code ?? (signal ? 1 : 0));
    });
  });
}
