/**
 * Figures against their bounds (POLICY_BOUNDS), each refusal a sentence: which figure, what it may be, what it is. NaN is
 * a figure that is still being typed.
 */
import { type FigureBound, type FigureUnit, isWithin, POLICY_BOUNDS, type PolicyBounds } from "@/lib/engine/model";

/** One thing wrong with a policy. */
export interface PolicyProblem {
  /** Dotted path of the field at fault, for example "targets.1.weight"; "" for the whole. */
  path: string;
  message: string;
}

export type PolicyPart = keyof PolicyBounds;
export type FigureName<P extends PolicyPart> = keyof PolicyBounds[P] & string;

/** What each figure is called where it is refused. */
const FIGURE_LABELS: { readonly [P in PolicyPart]: Readonly<Record<FigureName<P>, string>> } = {
  policy: {
    cashBuffer: "The cash buffer",
    cooldownMinutes: "The cooldown",
    proposalMinutes: "How long a proposal lasts",
    priceToleranceBps: "The price tolerance",
  },
  limits: {
    turnoverMax: "The turnover limit",
    turnoverPerDayMax: "The daily turnover limit",
    priceAgeMsMax: "The oldest price",
    priceJumpMax: "The price jump",
    cashMin: "The least cash",
    slippageBpsMax: "The slippage",
  },
  target: { weight: "The weight" },
  member: { weight: "The inner weight" },
  band: {
    width: "The band's width",
    ratio: "The band's ratio",
    floor: "The band's floor",
    cap: "The band's cap",
    multiple: "The band's multiple",
    lookAheadDays: "The band's look-ahead",
    halfLifeDays: "The band's half-life",
    riskAversion: "The risk aversion",
    cost: "The cost of trading",
  },
  trigger: {
    portfolioDrift: "The drift threshold",
    driftMin: "The minimum drift",
    shareMin: "The least deposit or withdrawal",
  },
  dynamic: { weightMin: "The least weight", weightMax: "The largest weight", bound: "The bound" },
  rule: {
    exponent: "The exponent",
    lookbackDays: "The look-back",
    top: "How many are held",
    returnMin: "The least return",
    volatility: "The wanted volatility",
    halfLifeDays: "The half-life",
    exposureMax: "The largest exposure",
  },
  trendGuard: {
    averageDays: "The moving average",
    momentumDays: "The momentum's span",
    momentumMin: "The least momentum",
    driftMax: "The hard cap on drift",
  },
  stop: { windowDays: "The window", drop: "The drop" },
  restart: { days: "The wait", averageDays: "The moving average" },
};

const BOUNDS: { readonly [P in PolicyPart]: Readonly<Record<FigureName<P>, FigureBound>> } = POLICY_BOUNDS;

export function figureBound<P extends PolicyPart>(part: P, name: FigureName<P>): FigureBound {
  return BOUNDS[part][name];
}

export function figureLabel<P extends PolicyPart>(part: P, name: FigureName<P>): string {
  return FIGURE_LABELS[part][name];
}

/** Every figure of a part that is out of its bounds. Figures the part does not have, or that are null, are not used. */
export function figureProblems(part: PolicyPart, path: string, values: object): PolicyProblem[] {
  const labels: Readonly<Record<string, string>> = FIGURE_LABELS[part];
  return Object.entries<FigureBound>(POLICY_BOUNDS[part]).flatMap(([name, bound]): PolicyProblem[] => {
    const value: unknown = Reflect.get(values, name);
    if (typeof value !== "number" || isWithin(bound, value)) return [];
    const message = `${labels[name]} must be ${allowed(bound, value)}.`;
    return [{ path: path === "" ? name : `${path}.${name}`, message }];
  });
}

/** "from 0 to 50 %, not 80 %" */
function allowed(bound: FigureBound, value: number): string {
  const noun = bound.isWhole ? "a whole number " : Number.isNaN(value) ? "a number " : "";
  const given = Number.isNaN(value) ? "" : `, not ${withUnit(value, bound.unit)}`;
  return `${noun}${range(bound)}${given}`;
}

function range({ min, max, isMinOut, isMaxOut, unit }: FigureBound): string {
  if (max === null) return `${withUnit(min, unit)} or more`;
  if (!isMinOut && !isMaxOut) return `from ${shown(min, unit)} to ${withUnit(max, unit)}`;
  const least = isMinOut ? `more than ${shown(min, unit)}` : `at least ${shown(min, unit)}`;
  return `${least} and ${isMaxOut ? "less than" : "at most"} ${withUnit(max, unit)}`;
}

/** How a figure is shown: times the scale, followed by the text in a sentence and by the suffix in a field. */
export const FIGURE_UNITS: Readonly<Record<FigureUnit, { scale: number; text: string; suffix?: string }>> = {
  share: { scale: 100, text: " %", suffix: "%" },
  points: { scale: 100, text: " pp", suffix: "pp" },
  "share-a-year": { scale: 100, text: " % a year", suffix: "%" },
  bps: { scale: 1, text: " bps", suffix: "bps" },
  minutes: { scale: 1, text: " minutes", suffix: "min" },
  days: { scale: 1, text: " days", suffix: "days" },
  ms: { scale: 0.001, text: " seconds", suffix: "s" },
  times: { scale: 1, text: " times", suffix: "×" },
  targets: { scale: 1, text: " targets" },
};

const withUnit = (value: number, unit: FigureUnit | null) =>
  `${shown(value, unit)}${unit === null ? "" : FIGURE_UNITS[unit].text}`;

function shown(value: number, unit: FigureUnit | null): string {
  // Twelve places show 100.00000001 as more than 100, and hide what binary makes of 0.07 x 100.
  const figure = Number((value * (unit === null ? 1 : FIGURE_UNITS[unit].scale)).toPrecision(12));
  const isPlain = Math.abs(figure) < 1e15;
  const text = isPlain ? figure.toLocaleString("en", { maximumFractionDigits: 12 }) : String(figure);
  return text.replace("-", "\u2212");
}

/** A share for a sentence: "33.333333 %". */
export function percent(value: number): string {
  return `${Number((value * 100).toFixed(6))} %`;
}
