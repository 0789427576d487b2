/**
 * What a check behind a decision found, as text: "both fresh, oldest 0 s of 60 s". Instants of a schedule stand on the
 * schedule's own clock. Versions before 0.3 stored the text itself; their rows are shown as they stand.
 */
import {
  assetName,
  type CheckFinding,
  type CooldownState,
  type DecisionCheck,
  type DescribedCheck,
  type GuardedTarget,
  type UntradableLeg,
} from "@/lib/engine/model";
import { limitProblems } from "./describe-limit";
import { describeRuleNote, labelResolveProblem } from "./describe-resolve-problem";
import { TARGET_RULE_LABELS } from "./labels/target-rules";
import { formatDecimal, formatPercent, formatPoints, UNIT_SPACE } from "./number";
import { formatTime } from "./time";

/** As it may lie in the database. */
export type StoredCheck = DecisionCheck | DescribedCheck;

/** `now`: when it is read; an instant of another year has its year. */
export function describeCheck(check: StoredCheck, now: number): DescribedCheck {
  if (!("finding" in check)) return check;
  const outcome = check.outcome === "passed" && comparesNothing(check.finding) ? "not-needed" : check.outcome;
  return { check: check.check, outcome, detail: detailOf(check.finding, now) };
}

/** Passed because there was nothing to hold against anything. */
function comparesNothing(finding: CheckFinding): boolean {
  switch (finding.kind) {
    case "price-age":
    case "venues-answer":
      return finding.count === 0;
    case "bands-whole":
      return finding.nearest === null;
    case "cooldown":
      return finding.minutes === 0 || finding.state.kind === "no-run";
    case "trend-guard-idle":
      return finding.why !== "nothing-guarded";
    default:
      return false;
  }
}

function detailOf(finding: CheckFinding, now: number): string {
  const on = ({ at, timeZone }: { at: number; timeZone: string }) => zonedTime(at, timeZone, now);
  switch (finding.kind) {
    case "prices-missing":
      return `no price for ${namesOf(finding.assets)}`;
    case "prices-suspect":
      return `not confirmed: ${namesOf(finding.assets)}`;
    case "price-age": {
      const { count, ageMs, ageMsMax } = finding;
      if (count === 0) return "none needed";
      const figure = `oldest ${seconds(ageMs)} of ${seconds(ageMsMax)}`;
      return ageMs <= ageMsMax ? `${count === 1 ? "one" : allOf(count)} fresh, ${figure}` : `too old: ${figure}`;
    }
    case "venues-silent":
      return `no usable answer from ${finding.names.join(", ")}`;
    case "venues-answer":
      if (finding.count === 0) return "none to query: kept by hand";
      return finding.count === 1 ? "the one connected answers" : `${allOf(finding.count)} answer`;
    case "bands-whole": {
      if (finding.nearest === null) return "nothing to measure";
      const { name, distance } = finding.nearest;
      return `all inside, nearest ${name} at ${width(distance)} from its edge`;
    }
    case "bands-broken": {
      const figures = finding.broken
        .slice(0, BANDS_SHOWN)
        .map(({ name, drift, band }) => `${name} ${formatPoints(drift)} (band ±${width(band)})`);
      if (finding.broken.length > BANDS_SHOWN) figures.push(`${finding.broken.length - BANDS_SHOWN} more`);
      return figures.join(", ");
    }
    case "requested":
      return "requested by hand";
    case "occurrence-due":
      return `due ${on(finding)}`;
    case "policy-changed":
      return "the policy was changed";
    case "next-occurrence":
      return finding.next === null ? "no occurrence to come" : `next ${on(finding.next)}`;
    case "portfolio-drift":
      return `${width(finding.drift)}, threshold ${width(finding.threshold)}`;
    case "cooldown":
      return `${minutes(finding.minutes)} after each run${cooldownState(finding.state)}`;
    case "rule-unresolved":
      return finding.problems.map((problem) => labelResolveProblem(problem, now)).join("; ") || "not known yet";
    case "rule": {
      const { rule, asOf, timeZone, sources, note } = finding;
      const from = sources.length > 0 ? `, from ${sources.join(", ")}` : "";
      const noted = note === null ? "" : `; ${describeRuleNote(note)}`;
      return `${TARGET_RULE_LABELS[rule].name.toLowerCase()} of ${zonedTime(asOf, timeZone, now)}${from}${noted}`;
    }
    case "portfolio-stop": {
      const figures = `${formatPercent(finding.fall)} under the peak, stop at ${formatPercent(finding.drop)}`;
      if (finding.since === null) return figures;
      return `${figures}; in ${assetName(finding.safeAsset)} since ${zonedTime(finding.since, "UTC", now)}`;
    }
    case "cash-flow": {
      const share = formatPercent(finding.share, { isSigned: true });
      return `${share} since the last run, threshold ${formatPercent(finding.threshold)}`;
    }
    case "trend-guard":
      return finding.guarded.map((target) => guardedTarget(target, finding.momentumMin)).join("; ");
    case "trend-guard-idle":
      return IDLE_GUARD[finding.why];
    case "no-trade":
      return `no trade can be made now: ${finding.legs.map(untradable).join(", ")}`;
    case "trades-too-small":
      return `every trade is under the minimum of ${finding.notionalMin} ${finding.unit} or of its venue`;
    case "limits":
      return limitProblems(finding.failed).join(" ");
  }
}

/** Shown one by one; further ones are counted. */
const BANDS_SHOWN = 4;

const IDLE_GUARD: Record<Extract<CheckFinding, { kind: "trend-guard-idle" }>["why"], string> = {
  "nothing-to-sell": "nothing is to be sold",
  "back-to-market": "no say on the way back into the market",
  "nothing-guarded": "holds nothing back",
};

type SkippedFor = NonNullable<Extract<CooldownState, { kind: "left" }>["skippedFor"]>;

const SKIPPED_FOR: Record<SkippedFor, string> = {
  request: "a check by hand",
  "unfinished-run": "what the last run left undone",
  "portfolio-stop": "the portfolio stop",
};

function cooldownState(state: CooldownState): string {
  switch (state.kind) {
    case "not-reached":
      return "";
    case "no-run":
      return ", no run yet";
    case "over":
      return ", over";
    case "left": {
      const skipped = state.skippedFor === null ? "" : `, skipped for ${SKIPPED_FOR[state.skippedFor]}`;
      return `, ${minutes(state.minutes)} left${skipped}`;
    }
  }
}

/** "Bitcoin +7.3 pp held, at most to +15.0 pp: 68,000 over its average 61,000, momentum +12.0 % over 0.0 %". */
function guardedTarget({ name, drift, driftMax, trend }: GuardedTarget, momentumMin: number): string {
  const cap = `${name} ${formatPoints(drift)} held, at most to ${formatPoints(driftMax)}`;
  if (trend === null) return cap;
  const gain = formatPercent(trend.momentum, { isSigned: true });
  return `${cap}: ${figure(trend.price)} over its average ${figure(trend.average)}, momentum ${gain} over ${formatPercent(momentumMin)}`;
}

const untradable = ({ side, asset, why }: UntradableLeg) => `${side} ${asset}: ${why.replaceAll("-", " ")}`;
const namesOf = (assets: readonly string[]) => assets.map(assetName).join(", ");
const allOf = (count: number) => (count === 2 ? "both" : `all ${count}`);
const width = (share: number) => formatPoints(share, { isSigned: false });
const seconds = (ms: number) => `${Math.round(ms / 1000)}${UNIT_SPACE}s`;

/** "6 Nov 09:00 Europe/Berlin". */
const zonedTime = (at: number, timeZone: string, now: number) =>
  `${formatTime(at, { now, timeZone }, "datetime")} ${timeZone}`;

/** Whole hours from one on, whole days from two on, minutes otherwise: as an owner sets a cooldown. */
function minutes(count: number): string {
  if (count >= 2_880 && count % 1_440 === 0) return `${count / 1_440}${UNIT_SPACE}days`;
  return count >= 60 && count % 60 === 0 ? `${count / 60}${UNIT_SPACE}h` : `${count}${UNIT_SPACE}min`;
}

/** Four figures are enough to compare a price with its average. */
const figure = (value: number) => formatDecimal(value, { digits: value >= 1000 ? 0 : value >= 1 ? 2 : 6 });
