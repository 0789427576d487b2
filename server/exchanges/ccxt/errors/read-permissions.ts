/** How an answer about a key is read: strictly where a right could be missed, leniently where it is only shown. */
import type { Exchange } from "ccxt";
import type { KeyPermissions } from "@/lib/engine/model";
import { VenueError } from "../../venue";

export const UNREPORTED: KeyPermissions = { canRead: null, canTrade: null, canWithdraw: null, canTransfer: null };

export type Query = (exchange: Exchange) => Promise<KeyPermissions>;

/** ccxt makes these methods from its list of endpoints; its types do not name them on the base class. */
export async function queryEndpoint(exchange: Exchange, method: string): Promise<Record<string, unknown>> {
  const endpoint = (exchange as unknown as Record<string, unknown>)[method];
  if (typeof endpoint !== "function") throw new VenueError("unsupported", `There is no ${method} here.`);
  const answer: unknown = await endpoint.call(exchange, {});
  if (typeof answer !== "object" || answer === null || Array.isArray(answer))
    throw new VenueError("bad-answer", "The exchange did not say what this key may do.");
  return { ...answer };
}

/** A switch must be reported as true or false: anything else is no proof of "off". */
export function readSwitch(answer: Record<string, unknown>, name: string): boolean {
  const value = answer[name];
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new VenueError("bad-answer", "The exchange did not say what this key may do.");
}

/** What is only shown to the owner: true when one of them is on, null when none is reported. */
export function readReported(answer: Record<string, unknown>, names: readonly string[]): boolean | null {
  const reported = names.map((name) => answer[name]).filter((value) => value !== undefined && value !== null);
  return reported.length === 0 ? null : reported.some((value) => value === true || value === "true");
}

/** An instant in ms, or null for none: exchanges write 0, a date long ago, or nothing. */
export function readEnd(value: unknown, msPerUnit: number): number | null {
  const at = typeof value === "string" && /[-:]/.test(value) ? Date.parse(value) : Number(value) * msPerUnit;
  return Number.isFinite(at) && at > FIRST_END ? at : null;
}

const FIRST_END = Date.UTC(2015, 0, 1);

export const listOf = (value: unknown): readonly string[] =>
  (typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [])
    .map((entry) => String(entry).trim().toLowerCase())
    .filter((entry) => entry !== "");

export const firstOf = (value: unknown): Record<string, unknown> => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "object" && one !== null ? { ...one } : {};
};
