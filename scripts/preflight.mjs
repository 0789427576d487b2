/**
 * Says what would keep Evenkeel from starting before minutes are spent on a build: settings, data directory, its lock,
 * the port. One sentence for people and exit code 1; silence when all is well. The serving process checks again.
 */
import "./private-files.mjs";
import "./resolve.mjs";
import { createServer } from "node:net";
import { listenProblem } from "./listen-problem.mjs";

// What is imported above is linked before any of it runs; our TypeScript needs the hooks of resolve.mjs to be there.
const { ensureDataDirectory, lockDataDirectory } = await import("../server/db/data-dir-lock.ts");
const { readEnv } = await import("../server/runtime/env.ts");
const { loadMasterKey } = await import("../server/secrets/master-key.ts");

try {
  const env = readEnv(process.env);
  if (env.databaseUrl === null) lockDataDirectory(env.dataDirectory).release();
  else ensureDataDirectory(env.dataDirectory);
  loadMasterKey(env.masterKey, env.dataDirectory);
  await tryPort(env);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function tryPort({ host, port }) {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error) => fail(new Error(listenProblem(error, host, port))));
    server.listen(port, host, () => server.close(done));
  });
}
