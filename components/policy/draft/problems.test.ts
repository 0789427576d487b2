/** Editor and server judge the same policies here, at, below and beyond every bound: they must answer alike. */
import { describe, expect, test } from "vitest";
import { type FigureBound, POLICY_BOUNDS, type Policy, type PolicyBounds } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { parsePolicy } from "@/lib/schemas/policy";
import { aDynamic, aPolicy } from "@/lib/testing/builders";
import { draftOf } from "./draft";
import { problemsOf } from "./problems";

/** Every part there is, so that every figure has a place. */
const WHOLE = aPolicy({
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    {
      kind: "group",
      name: "Majors",
      weight: 0.5,
      mode: "weighted",
      members: [
        { asset: "ETH", weight: 0.5 },
        { asset: "SOL", weight: 0.5 },
      ],
    },
  ],
});

const SCHEDULE = { cron: "0 9 * * 1", timeZone: "UTC" };
const CLAMP = { floor: 0.01, cap: 0.1 };
const STOP = { kind: "peak", windowDays: null, drop: 0.2, safeAsset: "USDT", restart: { kind: "manual" } } as const;
const DYNAMIC = aDynamic(SCHEDULE);

const STEADY = { kind: "volatility-target", volatility: 0.4, halfLifeDays: 20, exposureMax: 1 } as const;

const band = (fields: object): Partial<Policy> => ({ band: fields as Policy["band"] });
const trigger = (fields: object): Partial<Policy> => ({ triggers: [fields as Policy["triggers"][number]] });
const dynamic = (fields: object): Partial<Policy> => ({ dynamic: { ...DYNAMIC, ...fields } as Policy["dynamic"] });
const stop = (fields: object): Partial<Policy> => ({ stop: { ...STOP, ...fields } as Policy["stop"] });
const guard = (fields: object): Partial<Policy> => ({
  trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15, ...fields },
});
const limits = (fields: object): Partial<Policy> => ({ limits: { ...WHOLE.limits, ...fields } });

/** Where each figure stands in a policy, and the path it is refused at. A figure without a line here does not compile. */
const PLACES: {
  [P in keyof PolicyBounds]: Record<keyof PolicyBounds[P], [string, (value: number) => Partial<Policy>]>;
} = {
  policy: {
    cashBuffer: ["cashBuffer", (cashBuffer) => ({ cashBuffer })],
    cooldownMinutes: ["cooldownMinutes", (cooldownMinutes) => ({ cooldownMinutes })],
    proposalMinutes: ["proposalMinutes", (proposalMinutes) => ({ proposalMinutes })],
    priceToleranceBps: ["priceToleranceBps", (priceToleranceBps) => ({ priceToleranceBps })],
  },
  limits: {
    turnoverMax: ["limits.turnoverMax", (turnoverMax) => limits({ turnoverMax })],
    turnoverPerDayMax: ["limits.turnoverPerDayMax", (turnoverPerDayMax) => limits({ turnoverPerDayMax })],
    priceAgeMsMax: ["limits.priceAgeMsMax", (priceAgeMsMax) => limits({ priceAgeMsMax })],
    priceJumpMax: ["limits.priceJumpMax", (priceJumpMax) => limits({ priceJumpMax })],
    cashMin: ["limits.cashMin", (cashMin) => limits({ cashMin })],
    slippageBpsMax: ["limits.slippageBpsMax", (slippageBpsMax) => limits({ slippageBpsMax })],
  },
  target: {
    weight: ["targets.0.weight", (weight) => weights(weight, 1 - weight)],
  },
  member: {
    weight: [
      "targets.0.members.0.weight",
      (weight) => {
        const members = [
          { asset: "BTC", weight },
          { asset: "ETH", weight: 1 - weight },
        ];
        return group({ mode: "weighted", members });
      },
    ],
  },
  band: {
    width: ["band.width", (width) => band({ kind: "absolute", width })],
    ratio: ["band.ratio", (ratio) => band({ kind: "relative", ratio })],
    floor: ["band.floor", (floor) => band({ kind: "clamp", ratio: 0.2, floor, cap: Math.min(floor, 1) })],
    cap: ["band.cap", (cap) => band({ kind: "clamp", ratio: 0.2, floor: 0, cap })],
    multiple: [
      "band.multiple",
      (multiple) => band({ kind: "volatility", multiple, lookAheadDays: 7, halfLifeDays: 20, ...CLAMP }),
    ],
    lookAheadDays: [
      "band.lookAheadDays",
      (lookAheadDays) => band({ kind: "volatility", multiple: 1, lookAheadDays, halfLifeDays: 20, ...CLAMP }),
    ],
    halfLifeDays: [
      "band.halfLifeDays",
      (halfLifeDays) => band({ kind: "volatility", multiple: 1, lookAheadDays: 7, halfLifeDays, ...CLAMP }),
    ],
    riskAversion: [
      "band.riskAversion",
      (riskAversion) => band({ kind: "cost-optimal", riskAversion, cost: null, ...CLAMP }),
    ],
    cost: ["band.cost", (cost) => band({ kind: "cost-optimal", riskAversion: 3, cost, ...CLAMP })],
  },
  trigger: {
    portfolioDrift: ["triggers.0.portfolioDrift", (portfolioDrift) => trigger({ kind: "threshold", portfolioDrift })],
    driftMin: ["triggers.0.driftMin", (driftMin) => trigger({ kind: "hybrid", ...SCHEDULE, driftMin })],
    shareMin: ["triggers.0.shareMin", (shareMin) => trigger({ kind: "cash-flow", shareMin })],
  },
  dynamic: {
    weightMin: ["dynamic.weightMin", (weightMin) => dynamic({ weightMin })],
    weightMax: ["dynamic.weightMax", (weightMax) => dynamic({ weightMax })],
    bound: ["dynamic.bound", (bound) => dynamic({ bound })],
  },
  rule: {
    exponent: ["dynamic.rule.exponent", (exponent) => dynamic({ rule: { kind: "market-cap", exponent } })],
    lookbackDays: [
      "dynamic.rule.lookbackDays",
      (lookbackDays) => dynamic({ rule: { kind: "equal-risk", lookbackDays } }),
    ],
    top: ["dynamic.rule.top", (top) => dynamic({ rule: { kind: "momentum", lookbackDays: 90, top, returnMin: 0 } })],
    returnMin: [
      "dynamic.rule.returnMin",
      (returnMin) => dynamic({ rule: { kind: "momentum", lookbackDays: 90, top: 1, returnMin } }),
    ],
    volatility: ["dynamic.rule.volatility", (volatility) => steady({ volatility })],
    halfLifeDays: ["dynamic.rule.halfLifeDays", (halfLifeDays) => steady({ halfLifeDays })],
    exposureMax: ["dynamic.rule.exposureMax", (exposureMax) => steady({ exposureMax })],
  },
  trendGuard: {
    averageDays: ["trendGuard.averageDays", (averageDays) => guard({ averageDays })],
    momentumDays: ["trendGuard.momentumDays", (momentumDays) => guard({ momentumDays })],
    momentumMin: ["trendGuard.momentumMin", (momentumMin) => guard({ momentumMin })],
    driftMax: ["trendGuard.driftMax", (driftMax) => guard({ driftMax })],
  },
  stop: {
    windowDays: ["stop.windowDays", (windowDays) => stop({ kind: "trailing", windowDays })],
    drop: ["stop.drop", (drop) => stop({ drop })],
  },
  restart: {
    days: ["stop.restart.days", (days) => stop({ restart: { kind: "after-days", days } })],
    averageDays: ["stop.restart.averageDays", (averageDays) => stop({ restart: { kind: "trend", averageDays } })],
  },
};

function steady(fields: object): Partial<Policy> {
  return dynamic({ rule: { ...STEADY, ...fields }, safe: "BTC" });
}

function momentum(top: number): Partial<Policy> {
  return dynamic({ rule: { kind: "momentum", lookbackDays: 90, top, returnMin: 0 } });
}

function group(fields: object): Partial<Policy> {
  const all = { kind: "group" as const, name: "All", weight: 1, mode: "fungible" as const, members: ["BTC", "ETH"] };
  return { targets: [{ ...all, ...fields }] };
}

function weights(...shares: readonly number[]): Partial<Policy> {
  return { targets: shares.map((weight, at) => ({ kind: "asset", asset: ["BTC", "ETH"][at]!, weight })) };
}

/** What each says of the policy: the paths at fault, or that it is fine. */
function answers(change: Partial<Policy>) {
  const policy = { ...WHOLE, ...change };
  const verdict = parsePolicy(policy);
  const server = verdict.ok ? [] : verdict.problems;
  return { editor: problemsOf(draftOf(policy)), server };
}

const figures = Object.entries(PLACES).flatMap(([part, names]) =>
  Object.entries(names).map(([name, [path, change]]) => {
    const bounds: Record<string, Record<string, FigureBound>> = POLICY_BOUNDS;
    return { path, change, bound: bounds[part]![name]! };
  }),
);

describe("every figure, at, below and beyond its bounds", () => {
  test.each(figures)("$path", ({ path, change, bound }) => {
    const { min, max, isMinOut, isMaxOut, isWhole } = bound;
    const step = isWhole ? 1 : 0.001;
    const probes = [
      { value: min, isFine: !isMinOut },
      { value: min - step, isFine: false },
      { value: Number.NaN, isFine: false },
      { value: max ?? 1e6, isFine: !isMaxOut },
      ...(max === null ? [] : [{ value: max + step, isFine: false }]),
      ...(isWhole ? [{ value: min + 0.5, isFine: false }] : []),
    ];
    for (const { value, isFine } of probes) {
      // Members of a draft hold whole points, never NaN. What the server says of it stands in policy.test.ts.
      if (path.includes("members") && Number.isNaN(value)) continue;
      const { editor, server } = answers(change(value));
      expect(editor, `${path} = ${value}`).toEqual(server);
      const isRefused = editor.some((each) => each.path === path && each.message.includes(" must be "));
      expect(isRefused, `${path} = ${value}`).toBe(!isFine);
    }
  });
});

/** What editor and server once disagreed about. null: both take it. */
const PROBES: readonly [what: string, change: Partial<Policy>, path: string | null][] = [
  ["a proposal that lasts two weeks", { proposalMinutes: 20_160 }, "proposalMinutes"],
  ["a slippage of 8,000 bps", limits({ slippageBpsMax: 8_000 }), "limits.slippageBpsMax"],
  ["no slippage at all", limits({ slippageBpsMax: 0 }), null],
  ["five times the portfolio in one run", limits({ turnoverMax: 5 }), null],
  ["no turnover without a person", limits({ turnoverMax: 0 }), null],
  ["fifty times the portfolio in a day", limits({ turnoverPerDayMax: 50 }), null],
  ["a price that may jump to twenty times", limits({ priceJumpMax: 20 }), null],
  ["all in cash", limits({ cashMin: 1 }), null],
  ["a largest order of 0", limits({ orderNotionalMax: notional("0") }), "limits.orderNotionalMax"],
  ["a largest order below 0", limits({ orderNotionalMax: "-5" }), "limits.orderNotionalMax"],
  ["a largest order that is no number", limits({ orderNotionalMax: "ten" }), "limits.orderNotionalMax"],
  ["a minimum trade half typed", { tradeNotionalMin: "5." as Policy["tradeNotionalMin"] }, "tradeNotionalMin"],
  ["a minimum trade in powers of ten", { tradeNotionalMin: "1e3" as Policy["tradeNotionalMin"] }, null],
  ["no price tolerance", { priceToleranceBps: 0 }, null],
  ["an underscore in a code", { quoteAsset: "A_B" }, "quoteAsset"],
  ["a target of 0 %", weights(0, 1), null],
  ["a minute of 99", trigger({ kind: "time", cron: "99 9 * * 1", timeZone: "UTC" }), "triggers.0.cron"],
  ["seconds in a schedule", trigger({ kind: "time", cron: "0 0 9 * * 1", timeZone: "UTC" }), "triggers.0.cron"],
  ["an offset for a zone", trigger({ kind: "time", cron: "0 9 * * 1", timeZone: "+02:00" }), "triggers.0.timeZone"],
  ["a band of no width", band({ kind: "absolute", width: 0 }), null],
  ["a band as wide as the portfolio", band({ kind: "absolute", width: 1 }), null],
  ["a band of five times its target", band({ kind: "relative", ratio: 5 }), null],
  ["a floor above its cap", band({ kind: "clamp", ratio: 0.2, floor: 0.2, cap: 0.1 }), "band.floor"],
  ["a drift threshold of 0", trigger({ kind: "threshold", portfolioDrift: 0 }), null],
  ["every deposit", trigger({ kind: "cash-flow", shareMin: 0 }), null],
  ["a stop at 99.95 %", stop({ drop: 0.9995 }), null],
  ["a stop at 100 %", stop({ drop: 1 }), "stop.drop"],
  ["a peak stop with a window", stop({ windowDays: 30 }), "stop.windowDays"],
  ["a trailing stop without one", stop({ kind: "trailing" }), "stop.windowDays"],
  ["a safe asset in lower case", stop({ safeAsset: "usdt" }), "stop.safeAsset"],
  ["a volatility of 0.05 % a year", steady({ volatility: 0.0005 }), null],
  ["a wait of a quarter of an hour", stop({ restart: { kind: "after-days", days: 0.01 / 96 } }), null],
  ["a return of 20,000 %", guard({ momentumMin: 200 }), null],
  ["half of a target held", momentum(1.5), "dynamic.rule.top"],
  ["more held than there are", momentum(3), "dynamic.rule.top"],
  ["least above most", dynamic({ weightMin: 0.6, weightMax: 0.5 }), "dynamic.weightMin"],
  ["least that cannot be met", dynamic({ weightMin: 0.6 }), "dynamic.weightMin"],
  ["most that cannot be met", dynamic({ weightMax: 0.4 }), "dynamic.weightMax"],
  ["a rule with nothing to set", dynamic({ fixed: ["BTC", "group:Majors"] }), "dynamic.fixed"],
  ["a volatility target with nowhere to go", dynamic({ rule: STEADY }), "dynamic.safe"],
  ["a group of a long name", group({ name: "x".repeat(41) }), "targets.0.name"],
  ["a group of blanks", group({ name: "  " }), "targets.0.name"],
  ["a group with blanks around its name", group({ name: " All " }), null],
  ["a group of nothing", group({ members: [] }), "targets.0.members"],
  ["weights of 90 %", weights(0.5, 0.4), "targets"],
];

describe("where editor and server once disagreed", () => {
  test.each(PROBES)("%s", (_, change, path) => {
    const { editor, server } = answers(change);
    expect(editor).toEqual(server);
    expect(editor.map((each) => each.path)).toEqual(path === null ? [] : [path]);
  });
});
