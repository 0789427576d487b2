/** Ids that sort by the moment they were made (UUID v7): a timeline read `order by at, id` is in the order it happened. */
import { randomBytes } from "node:crypto";

let count = 0;

/**
 * 48 bits of epoch ms, a count of 26 bits over all ids of this process, 48 random bits: ids for one instant keep their
 * order, also when they are made between ids for others.
 */
export function newId(now: number = Date.now()): string {
  const ms = Math.max(Math.floor(now), 0);
  count = (count + 1) & 0x3ffffff;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (count >> 14), 6);
  bytes.writeUInt16BE(0x8000 | (count & 0x3fff), 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Every id made before `at` sorts before this, every other one after it. */
export function idsBefore(at: number): string {
  const hex = Math.max(Math.floor(at), 0).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
