/**
 * Makes a new, empty embedded database. It grows under another name and is renamed when every byte is on disk: a
 * process killed in the middle leaves nothing that could pass for a database.
 */
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { syncPath, syncTree } from "./durable-files";
import { makePrivate } from "./private-files";

/** PGlite's own parameters without -F (no fsync), with the ones that make a commit mean "on disk". */
export const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
  ...["-c", "fsync=on", "-c", "wal_sync_method=fsync", "-c", "synchronous_commit=on", "-c", "shared_buffers=16MB"],
];

export async function createCluster(directory: string): Promise<void> {
  const unfinished = `${directory}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  // Nobody else may read it while its files have PGlite's own modes.
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  // Nobody relies on it yet, so the single sync below is enough.
  const pglite = new PGlite({ fs: new NodeFS(unfinished) });
  await pglite.waitReady;
  await pglite.close();
  makePrivate(unfinished);
  syncTree(unfinished);
  renameSync(unfinished, directory);
  syncPath(dirname(directory));
}
