/**
 * The import table of the house, as data. A room may import itself and the rooms it names; everything else is a broken
 * door. Rooms are matched by the longest prefix, so a folder inside a room can have doors of its own.
 *
 * `types` are doors for `import type` only: the browser may know the shape of the router, never run it. `forbidden`
 * are packages a room may not reach for: `lib` has no I/O, no clock, no React.
 */
export interface Room {
  room: string;
  may: readonly string[];
  types?: readonly string[];
  forbidden?: readonly RegExp[];
}

const PURE = [/^node:/, /^react(\/|$)/, /^react-dom/, /^next(\/|$)/, /^drizzle-orm/, /^pg(-boss)?$/, /^ccxt$/, /^pino/];
const NO_DATABASE = [/^drizzle-orm/, /^pg(-boss)?$/, /^@electric-sql\//];
const SERVER_ONLY = [/^node:/, /^drizzle-orm/, /^pg(-boss)?$/, /^ccxt$/, /^pino/, /^@electric-sql\//, /^croner$/];

/** Leaves that stand outside the order: the logger, the venue port's errors and types, and its word for "at once". */
const LOG = "server/runtime/log";
/** The clock nobody sets: durations and deadlines. */
const MONOTONIC = "server/runtime/monotonic";
const PORT = "server/exchanges/venue";
const URGENT = "server/exchanges/urgent";
/** Seeded prices, a pure function of seed and time; the paper venue, its services and the scenarios share it. */
const SIMULATED = "server/market-data/simulated";
/** The port of market capitalisations with its error. */
const CAPITALISATIONS = "server/market-data/capitalisations";

/** What a thread of plain Node reads our TypeScript by. */
const RESOLVE = "scripts/resolve";

const MODEL = ["lib/money", "lib/engine/model"];
const ENGINE = ["lib/money", "lib/engine"];

export const ROOMS: readonly Room[] = [
  { room: "lib/money", may: [], forbidden: PURE },
  { room: "lib/engine/model", may: ["lib/money"], forbidden: PURE },
  { room: "lib/engine/valuation", may: MODEL, forbidden: PURE },
  { room: "lib/engine/confirm", may: MODEL, forbidden: PURE },
  { room: "lib/engine/targets", may: [...MODEL, "lib/engine/valuation"], forbidden: PURE },
  { room: "lib/engine/triggers", may: [...MODEL, "lib/engine/valuation"], forbidden: PURE },
  {
    room: "lib/engine/decide",
    may: [...MODEL, "lib/engine/valuation", "lib/engine/targets", "lib/engine/triggers"],
    forbidden: PURE,
  },
  {
    room: "lib/engine/plan",
    may: [...MODEL, "lib/engine/valuation", "lib/engine/targets", "lib/engine/triggers", "lib/engine/decide"],
    forbidden: PURE,
  },
  {
    room: "lib/engine/limits",
    may: [
      ...MODEL,
      "lib/engine/valuation",
      "lib/engine/targets",
      "lib/engine/triggers",
      "lib/engine/decide",
      "lib/engine/plan",
    ],
    forbidden: PURE,
  },
  { room: "lib/engine/ledger", may: MODEL, forbidden: PURE },
  {
    room: "lib/engine/execution",
    may: [...MODEL, "lib/engine/plan", "lib/engine/limits", "lib/engine/ledger"],
    forbidden: PURE,
  },
  { room: "lib/engine/performance", may: MODEL, forbidden: PURE },
  { room: "lib/engine/backtest", may: ENGINE, forbidden: PURE },
  // A run of the lab is an input like any other, so its shape may name what a backtest is asked.
  { room: "lib/schemas", may: [...MODEL, "lib/engine/backtest/model"], forbidden: PURE },
  // Sentences take what the limits found: their figures by type, none of their code.
  { room: "lib/format", may: MODEL, types: ["lib/engine/limits"], forbidden: PURE },
  { room: "lib/testing", may: ["lib"] },

  { room: "drizzle", may: ["lib/engine/model", "lib/money"] },
  { room: "server/db", may: ["drizzle", "lib", LOG, MONOTONIC] },
  { room: "server/queue", may: ["server/db", "drizzle", "lib", LOG, MONOTONIC] },
  { room: "server/secrets", may: ["drizzle", "lib", LOG, MONOTONIC] },
  { room: "server/market-data", may: ["lib", LOG, MONOTONIC], forbidden: NO_DATABASE },
  { room: "server/exchanges", may: ["lib", "server/market-data", LOG, MONOTONIC], forbidden: NO_DATABASE },
  {
    room: "server/services",
    may: [
      "lib",
      "drizzle",
      "server/db",
      "server/queue",
      "server/secrets",
      PORT,
      URGENT,
      SIMULATED,
      CAPITALISATIONS,
      LOG,
      MONOTONIC,
      RESOLVE,
    ],
    // Adapters come in by ctx: their types are known here, their code is not.
    types: ["server/exchanges", "server/market-data"],
  },
  { room: "server/jobs", may: ["lib", "drizzle", "server/services", "server/queue", "server/db", LOG, MONOTONIC] },
  {
    room: "server/scenarios",
    // Invented history is filled by the paper venue's own rule, so that it could have happened.
    may: [
      "lib",
      "drizzle",
      "server/services",
      "server/queue",
      "server/db",
      PORT,
      "server/exchanges/paper/fill",
      SIMULATED,
      LOG,
      MONOTONIC,
    ],
  },
  { room: "server/auth", may: ["lib", "drizzle", "server/services", "server/queue", "server/db", LOG, MONOTONIC] },
  {
    room: "server/routers",
    may: ["lib", "server/services", "server/auth", "server/queue", "server/db", PORT, LOG, MONOTONIC],
  },
  // Commands that need neither database nor server: files in, a report out.
  { room: "server/command-line", may: ["lib", RESOLVE], forbidden: NO_DATABASE },
  { room: "server/runtime", may: ["server", "lib", "drizzle"] },
  { room: "server/runtime/log", may: ["lib"] },
  { room: "server/testing", may: ["server", "lib", "drizzle"] },

  { room: "components", may: ["lib"], types: ["server/routers"], forbidden: SERVER_ONLY },
  {
    room: "app",
    may: [
      "components",
      "lib",
      "server/routers",
      "server/auth",
      "server/services",
      "server/runtime",
      "server/scenarios",
    ],
  },
  { room: "e2e", may: [] },
];

/** The room a file of ours stands in, by the longest prefix; null for files outside every room. */
export function roomOf(path: string): Room | null {
  let best: Room | null = null;
  for (const room of ROOMS) {
    const isInside = path === room.room || path.startsWith(`${room.room}/`) || path.startsWith(`${room.room}.`);
    if (isInside && (best === null || room.room.length > best.room.length)) best = room;
  }
  return best;
}

const isUnder = (path: string, prefix: string) =>
  path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}.`);

/** Whether a file of `from` may import the file `to` (both relative to the project, no matter which extension). */
export function isDoorOpen(from: string, to: string, isTypeOnly: boolean): boolean {
  const room = roomOf(from);
  if (room === null) return true;
  // A test may build its world with anything on its own side of the house.
  if (/\.test\.tsx?$/.test(from)) {
    const sides = from.startsWith("lib/") ? ["lib"] : ["lib", "server", "drizzle", "components", "app"];
    if (sides.some((side) => isUnder(to, side))) return true;
  }
  if (isUnder(to, room.room) && roomOf(to)?.room === room.room) return true;
  if (room.may.some((prefix) => isUnder(to, prefix))) return true;
  return isTypeOnly && (room.types ?? []).some((prefix) => isUnder(to, prefix));
}
