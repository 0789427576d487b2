/**
 * The files of a zip archive, by its directory at the end (APPNOTE 4.3). No file's place or size is believed beyond the bytes
 * there are; archives over 4 GB, split ones and those of more than a thousand files are none for prices.
 */
export interface ZipMember {
  name: string;
  method: "stored" | "deflated" | "unknown";
  isEncrypted: boolean;
  packed: Uint8Array;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_MAX = 0xffff;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const MEMBERS_MAX = 1_000;

/** null: no archive that can be read. */
export function readZip(bytes: Uint8Array): readonly ZipMember[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  if (count > MEMBERS_MAX) return null;
  const members: ZipMember[] = [];
  let at = view.getUint32(end + 16, true);
  for (let each = 0; each < count; each += 1) {
    const entry = readEntry(bytes, view, at);
    if (entry === null) return null;
    members.push(entry.member);
    at = entry.next;
  }
  return members;
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - COMMENT_MAX; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): { member: ZipMember; next: number } | null {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) return null;
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const length = view.getUint32(at + 20, true);
  const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
    number,
    number,
    number,
  ];
  const local = view.getUint32(at + 42, true);
  const next = at + 46 + nameLength + extra + comment;
  if (next > view.byteLength || local + 30 > view.byteLength) return null;
  if (view.getUint32(local, true) !== LOCAL_HEADER) return null;
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + length > view.byteLength) return null;
  const member: ZipMember = {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    method: method === 0 ? "stored" : method === 8 ? "deflated" : "unknown",
    isEncrypted: (flags & 1) === 1,
    packed: bytes.subarray(from, from + length),
  };
  return { member, next };
}
