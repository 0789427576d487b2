/**
 * The import table of the app, as data. A module may import itself and the modules it names; nothing else is allowed.
 * Modules are matched by the longest prefix, so a folder inside a module can have rules of its own.
 *
 * `types` may be imported by `import type` only: the browser may know the shape of the router, never run it.
 * `forbidden` are packages a module may not reach for: `lib` has no I/O, no clock, no React.
 */
export interface Module {
  module: string;
  may: readonly string[];
  types?: readonly string[];
  forbidden?: readonly RegExp[];
}

const PURE = [/^node:/, /^react(\/|$)/, /^react-dom/, /^next(\/|$)/, /^drizzle-orm/, /^pg(-boss)?$/, /^ccxt$/, /^pino/];
const NO_DATABASE = [/^drizzle-orm/, /^pg(-boss)?$/, /^@electric-sql\//];
const SERVER_ONLY = [/^node:/, /^drizzle-orm/, /^pg(-boss)?$/, /^ccxt$/, /^pino/, /^@electric-sql\//, /^croner$/];

/** Leaves that stand outside the order: the logger, the venue port's errors and types, and its call for "at once". */
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

export const MODULES: readonly Module[] = [
  { module: "lib/money", may: [], forbidden: PURE },
  { module: "lib/engine/model", may: ["lib/money"], forbidden: PURE },
  { module: "lib/engine/valuation", may: MODEL, forbidden: PURE },
  { module: "lib/engine/confirm", may: MODEL, forbidden: PURE },
  { module: "lib/engine/targets", may: [...MODEL, "lib/engine/valuation"], forbidden: PURE },
  { module: "lib/engine/triggers", may: [...MODEL, "lib/engine/valuation"], forbidden: PURE },
  {
    module: "lib/engine/decide",
    may: [...MODEL, "lib/engine/valuation", "lib/engine/targets", "lib/engine/triggers"],
    forbidden: PURE,
  },
  {
    module: "lib/engine/plan",
    may: [...MODEL, "lib/engine/valuation", "lib/engine/targets", "lib/engine/triggers", "lib/engine/decide"],
    forbidden: PURE,
  },
  {
    module: "lib/engine/limits",
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
  { module: "lib/engine/ledger", may: MODEL, forbidden: PURE },
  {
    module: "lib/engine/execution",
    may: [...MODEL, "lib/engine/plan", "lib/engine/limits", "lib/engine/ledger"],
    forbidden: PURE,
  },
  { module: "lib/engine/performance", may: MODEL, forbidden: PURE },
  { module: "lib/engine/risk", may: [...MODEL, "lib/engine/performance"], forbidden: PURE },
  { module: "lib/engine/backtest", may: ENGINE, forbidden: PURE },
  // A run of the lab is an input like any other, so its shape may name what a backtest is asked.
  // A ledger case is one as well: its kinds and methods are the replay's own.
  // What refuses input says so in the sentences of lib/format.
  {
    module: "lib/schemas",
    may: [...MODEL, "lib/engine/backtest/model", "lib/engine/ledger", "lib/format"],
    forbidden: PURE,
  },
  // Sentences take what limits and backtests found: their figures by type, none of their code.
  {
    module: "lib/format",
    may: MODEL,
    types: ["lib/engine/limits", "lib/engine/backtest/model", "lib/schemas/ledger-file/model"],
    forbidden: PURE,
  },
  { module: "lib/testing", may: ["lib"] },

  { module: "drizzle", may: ["lib/engine/model", "lib/money"] },
  { module: "server/db", may: ["drizzle", "lib", LOG, MONOTONIC] },
  { module: "server/queue", may: ["server/db", "drizzle", "lib", LOG, MONOTONIC] },
  { module: "server/secrets", may: ["drizzle", "lib", LOG, MONOTONIC] },
  { module: "server/market-data", may: ["lib", LOG, MONOTONIC], forbidden: NO_DATABASE },
  { module: "server/exchanges", may: ["lib", "server/market-data", LOG, MONOTONIC], forbidden: NO_DATABASE },
  {
    module: "server/services",
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
  {
    module: "server/jobs",
    may: ["lib", "drizzle", "server/services", "server/scenarios", "server/queue", "server/db", LOG, MONOTONIC],
  },
  {
    module: "server/scenarios",
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
  { module: "server/auth", may: ["lib", "drizzle", "server/services", "server/queue", "server/db", LOG, MONOTONIC] },
  {
    module: "server/routers",
    may: ["lib", "server/services", "server/auth", "server/queue", "server/db", PORT, LOG, MONOTONIC],
  },
  // Commands that need neither database nor server: files in, a report out.
  { module: "server/command-line", may: ["lib", RESOLVE], forbidden: NO_DATABASE },
  { module: "server/runtime", may: ["server", "lib", "drizzle"] },
  { module: "server/runtime/log", may: ["lib"] },
  { module: "server/testing", may: ["server", "lib", "drizzle"] },

  { module: "components", may: ["lib"], types: ["server/routers"], forbidden: SERVER_ONLY },
  {
    module: "app",
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
  { module: "e2e", may: [] },
];

/** The module a file of ours belongs to, by the longest prefix; null for files outside every module. */
export function moduleOf(path: string): Module | null {
  let best: Module | null = null;
  for (const module of MODULES) {
    const isInside =
      path === module.module || path.startsWith(`${module.module}/`) || path.startsWith(`${module.module}.`);
    if (isInside && (best === null || module.module.length > best.module.length)) best = module;
  }
  return best;
}

const isUnder = (path: string, prefix: string) =>
  path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}.`);

/** Whether a file of `from` may import the file `to` (both relative to the project, no matter which extension). */
export function isImportAllowed(from: string, to: string, isTypeOnly: boolean): boolean {
  const module = moduleOf(from);
  if (module === null) return true;
  // A test may build its world with anything on its own side of the app.
  if (/\.test\.tsx?$/.test(from)) {
    const sides = from.startsWith("lib/") ? ["lib"] : ["lib", "server", "drizzle", "components", "app"];
    if (sides.some((side) => isUnder(to, side))) return true;
  }
  if (isUnder(to, module.module) && moduleOf(to)?.module === module.module) return true;
  if (module.may.some((prefix) => isUnder(to, prefix))) return true;
  return isTypeOnly && (module.types ?? []).some((prefix) => isUnder(to, prefix));
}
