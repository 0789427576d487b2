/** Ids that sort by the moment they were made (UUID v7): a timeline read `order by id` is in the order it happened. */
import { randomBytes } from "node:crypto";

let lastMs = 0;
let sequence = 0;

/** 48 bits of epoch ms, 12 bits that count inside one ms of this process, 62 random bits. */
export function newId(now: number = Date.now()): string {
  const ms = Math.max(Math.floor(now), 0);
  sequence = ms === lastMs ? sequence + 1 : 0;
  lastMs = ms;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (sequence & 0x0fff), 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
