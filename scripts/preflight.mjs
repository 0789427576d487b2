/**
 * Says what would keep Evenkeel from starting before minutes are spent on a build: settings, data directory, its lock,
 * the port. One sentence for people and exit code 1; silence when all is well. The serving process checks again.
 */
import "./private-files.mjs";
import { createServer } from "node:net";
import { ensureDataDirectory, lockDataDirectory } from "../server/db/data-dir-lock.ts";
import { readEnv } from "../server/runtime/env.ts";
import { loadMasterKey } from "../server/secrets/master-key.ts";
import { listenProblem } from "./listen-problem.mjs";

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
