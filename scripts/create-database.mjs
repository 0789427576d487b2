/** Makes the embedded database of a data directory; serve.mjs runs it once, before the first start. */
import "./private-files.mjs";
import { join } from "node:path";
import { createCluster } from "../server/db/create-cluster.ts";
import { lockDataDirectory } from "../server/db/data-dir-lock.ts";

const dataDirectory = process.argv[2];
try {
  const lock = lockDataDirectory(dataDirectory);
  await createCluster(join(dataDirectory, "postgres"));
  lock.release();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
