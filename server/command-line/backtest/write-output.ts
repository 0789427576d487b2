/**
 * Where --equity goes. A regular file is written beside its place and moved there whole, so that nobody reads half of
 * it; a link is followed first, so that it stays a link. Everything else (a device, a pipe, a descriptor) is opened and
 * written through: moving a file onto a device would replace it. "-" is stdout.
 */
import {
  chmodSync,
  chownSync,
  createWriteStream,
  fstatSync,
  lstatSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";

export type Output =
  | { kind: "descriptor"; descriptor: number }
  /** `before`: the file that is there now. */
  | { kind: "file"; path: string; before: Stats | null }
  | { kind: "device"; path: string };

const DESCRIPTORS: Readonly<Record<string, number>> = { stdin: 0, stdout: 1, stderr: 2 };
const LINKS_MAX = 40;

/** `from` is the folder a relative path starts at. A sentence where nothing can be written. */
export function findOutput(name: string, from: string): Output | string {
  if (name === "-") return { kind: "descriptor", descriptor: 1 };
  let path = resolve(from, name);
  for (let link = 0; link < LINKS_MAX; link += 1) {
    const descriptor = descriptorOf(path);
    if (descriptor !== null) return isOpen(descriptor) ? { kind: "descriptor", descriptor } : notOpen(name);
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there === undefined) return { kind: "file", path, before: null };
    if (there.isDirectory()) return `${name} is a folder; name a file.`;
    if (there.isFile()) return { kind: "file", path, before: there };
    if (!there.isSymbolicLink()) return { kind: "device", path };
    path = resolve(dirname(path), readlinkSync(path));
  }
  return `${name} is a link that leads in circles.`;
}

/** "/dev/stdout", "/dev/fd/3", "/proc/self/fd/3": named by number, because opening them anew fails on sockets. */
function descriptorOf(path: string): number | null {
  const [, name, number] = /^\/dev\/(?:(stdin|stdout|stderr)|fd\/(\d+))$/.exec(path) ?? [];
  const [, owner, own] = /^\/proc\/(self|thread-self|\d+)\/fd\/(\d+)$/.exec(path) ?? [];
  if (name !== undefined) return DESCRIPTORS[name] ?? null;
  if (number !== undefined) return Number(number);
  const isOurs = owner !== undefined && (!/\d/.test(owner) || Number(owner) === process.pid);
  return isOurs ? Number(own) : null;
}

/** Not one that Node keeps for itself: those are neither files nor pipes, sockets or terminals. */
function isOpen(descriptor: number): boolean {
  try {
    const there = fstatSync(descriptor);
    return there.isFile() || there.isFIFO() || there.isSocket() || there.isCharacterDevice();
  } catch {
    return false;
  }
}

const notOpen = (name: string) =>
  `${name} is not open here (npm hands on none but 0, 1 and 2). Name a file or a pipe, or - for stdout.`;

/** Whether this output would overwrite that file, by whatever name it is called. */
export function isSameFile(output: Output, path: string): boolean {
  if (output.kind !== "file" || output.before === null) return false;
  const other = statSync(path, { throwIfNoEntry: false });
  return other !== undefined && other.dev === output.before.dev && other.ino === output.before.ino;
}

/** Rejects with the system's error where it cannot. */
export async function writeOutput(output: Output, text: string): Promise<void> {
  switch (output.kind) {
    case "file":
      return writeWhole(output.path, output.before, text);
    case "descriptor": {
      const { descriptor } = output;
      if (descriptor === 1) return flush(process.stdout, text, false);
      if (descriptor === 2) return flush(process.stderr, text, false);
      return flush(createWriteStream("", { fd: descriptor }), text, true);
    }
    case "device":
      return flush(createWriteStream(output.path), text, true);
  }
}

function writeWhole(path: string, before: Stats | null, text: string): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    if (before !== null) {
      chmodSync(draft, before.mode & 0o7777);
      // As root, an owner's file stays the owner's.
      if (process.getuid?.() === 0) chownSync(draft, before.uid, before.gid);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Until the stream has taken it all; one of ours is closed as well. */
async function flush(stream: Writable, text: string, isOurs: boolean): Promise<void> {
  try {
    if (isOurs) await finished(stream.end(text));
    else await written(stream, text);
  } catch (error) {
    // A reader that leaves early, as `head` does, has what it wanted.
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}

const written = (stream: Writable, text: string): Promise<void> =>
  new Promise((done, fail) => {
    stream.once("error", fail);
    stream.write(text, (error) => (error ? fail(error) : done()));
  });
