/**
 * Makes the embedded database keep its promises on disk, and its files to their owner.
 *
 * PGlite runs PostgreSQL in WebAssembly over Emscripten's NODEFS, which has no fsync: a commit would only reach the
 * page cache, and a power cut could take the whole database. PostgreSQL still *calls* fsync for files and
 * directories when it is started without -F; here those calls get a body. `initdb` runs in another WebAssembly
 * module without the hook, so a fresh tree is synced as a whole once.
 *
 * NODEFS also gives each file that PostgreSQL makes the mode 0666 *after* opening it, past the umask (968 of a new
 * database's 1,000 files): the hook takes group and others out of every mode it sets.
 *
 * This leans on internals of PGlite 0.5.16 (hence the exact pin); durable-files.test.ts counts fsyncs per commit.
 */
import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { OTHERS } from "./private-files";

/** A file's or a directory's attributes; those left out stay as they are. */
type SetAttributes = (target: unknown, attributes: { mode?: number | null }) => void;

/** What we use of Emscripten's NODEFS. A stream on a file has the descriptor `nfd`; a stream on a directory has none. */
interface NodeFileSystem {
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number; setattr: SetAttributes };
  node_ops: { setattr: SetAttributes };
  realPath(node: unknown): string;
}

/** Emscripten's errno for EIO: PostgreSQL stops rather than trust a disk that failed to sync. */
const EIO = 29;

let fsyncs = 0;
/** How many fsyncs the embedded database has made in this process. */
export const fsyncCount = (): number => fsyncs;

export class DurableNodeFS extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pg, options);
    const installHook = (module: object) => {
      // Emscripten exposes NODEFS on its module object without a type; the shape is checked before use.
      const { NODEFS } = module as { NODEFS?: NodeFileSystem };
      if (!NODEFS?.stream_ops.setattr || !NODEFS.node_ops.setattr || !NODEFS.realPath)
        throw new Error("This PGlite has no NODEFS to make durable.");
      NODEFS.node_ops.setattr = withoutOthers(NODEFS.node_ops.setattr);
      NODEFS.stream_ops.setattr = withoutOthers(NODEFS.stream_ops.setattr);
      NODEFS.stream_ops.fsync = (stream) => {
        try {
          if (stream.nfd === undefined) syncPath(NODEFS.realPath(stream.node));
          else fsyncSync(stream.nfd);
          fsyncs += 1;
          return 0;
        } catch {
          return EIO;
        }
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [installHook, ...preRunsOf(emscriptenOpts.preRun)] } };
  }
}

const withoutOthers =
  (setAttributes: SetAttributes): SetAttributes =>
  (target, attributes) =>
    setAttributes(
      target,
      typeof attributes.mode === "number" ? { ...attributes, mode: attributes.mode & ~OTHERS } : attributes,
    );

const preRunsOf = <T>(preRun: T | T[] | undefined): T[] =>
  preRun === undefined ? [] : Array.isArray(preRun) ? preRun : [preRun];

export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Syncs every file and directory below, children first. */
export function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(directory);
}
