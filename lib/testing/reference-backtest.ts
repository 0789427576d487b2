/**
 * A backtest written once more, plainly: from the conventions alone, with arrays of arrays, bisection instead of
 * Newton, a calendar that counts hours, and not a line of the engine's. It knows asset targets, fixed weights, time,
 * threshold and hybrid triggers on daily, weekly or monthly UTC schedules. Slow on purpose; the property test holds the
 * engine to it.
 */
import type { BacktestRequest } from "@/lib/engine/backtest/model";
import type { Band, Policy } from "@/lib/engine/model";

export interface PlainRun {
  equity: number[];
  drawdown: number[];
  events: { bar: number; trigger: string; turnover: number; fees: number }[];
  fees: number;
  spread: number;
  turnover: number;
}

/** What the policy wants, one entry per asset; cash is the last. */
interface Wants {
  names: string[];
  targets: number[];
  bands: number[];
}

const HOUR = 3_600_000;

export function plainBacktest(request: BacktestRequest, isHolding = false): PlainRun {
  const { table, policy, options } = request;
  const bars = table.times.length;
  const wants = wantsOf(policy);
  const cashAt = wants.names.length - 1;
  const prices = Array.from({ length: bars }, (_, t) => wants.names.map((name) => priceOf(request, name, t)));
  const isDaily = (table.times[1]! - table.times[0]!) / (24 * HOUR) >= 1;
  const hasCashColumn = table.assets.includes(policy.quoteAsset);
  const minimum = Math.max(options.notionalMin, Number(policy.tradeNotionalMin));

  let quantities = wants.names.map(() => 0);
  quantities[cashAt] = options.startValue / prices[0]![cashAt]!;
  const run: PlainRun = { equity: [], drawdown: [], events: [], fees: 0, spread: 0, turnover: 0 };
  const rate = options.feeRate + options.halfSpread;
  const pay = (cost: number) => {
    const fee = rate > 0 ? (cost * options.feeRate) / rate : 0;
    run.fees += fee;
    run.spread += cost - fee;
    return fee;
  };
  const trade = (t: number, postTradeWeights: number[], chargedRate: number) => {
    const values = quantities.map((quantity, a) => quantity * prices[t]![a]!);
    const steps = wants.names.map((name) => options.steps[name] ?? 0);
    const made = settlePlainly(
      values,
      postTradeWeights,
      chargedRate,
      options.costForm,
      hasCashColumn,
      minimum,
      steps,
      prices[t]!,
    );
    quantities = made.values.map((value, a) => value / prices[t]![a]!);
    return made;
  };

  const startTargets = bufferedTargets(policy, wants);
  const first = trade(0, startTargets, options.initialFee ? rate : 0);
  pay(first.cost);
  let index = total(quantities, prices[0]!) / options.startValue;
  let peak = index;
  run.equity.push(total(quantities, prices[0]!));
  run.drawdown.push(0);

  let pending: { postTradeWeights: number[]; trigger: string } | null = null;
  let lastRunAt = Number.NEGATIVE_INFINITY;
  const carryOut = (t: number, postTradeWeights: number[], trigger: string) => {
    const before = total(quantities, prices[t]!);
    const kept = [...quantities];
    const made = trade(t, postTradeWeights, rate);
    if (made.traded <= 1e-12 * before) {
      quantities = kept;
      return;
    }
    const fee = pay(made.cost);
    run.events.push({ bar: t, trigger, turnover: made.traded / 2 / before, fees: fee });
    run.turnover += made.traded / 2 / before;
    lastRunAt = table.times[t]!;
  };

  for (let t = 1; t < bars; t += 1) {
    const marked = total(quantities, prices[t]!);
    const before = run.equity[t - 1]!;
    if (before > 0) index *= marked / before;
    const flow = options.flows
      .filter(({ at }) => at > table.times[t - 1]! && at <= table.times[t]!)
      .reduce((sum, { amount }) => sum + amount, 0);
    let afterFlow = marked + flow;
    const saleRate = options.costForm === "olps" && !hasCashColumn ? rate / 2 : rate;
    if (flow !== 0) {
      const values = quantities.map((quantity, a) => quantity * prices[t]![a]!);
      const cashable = values.reduce((sum, value, a) => sum + (a === cashAt ? value : value * (1 - saleRate)), 0);
      if (flow < 0 && -flow >= cashable * (1 - 1e-12)) {
        pay(marked - cashable);
        quantities = quantities.map(() => 0);
        afterFlow = 0;
      } else if (!isHolding) {
        quantities[cashAt]! += flow / prices[t]![cashAt]!;
      } else if (flow > 0) {
        const kept = [...quantities];
        quantities = quantities.map((_, a) => (a === cashAt ? flow / prices[t]![a]! : 0));
        pay(trade(t, startTargets, rate).cost);
        quantities = quantities.map((quantity, a) => quantity + kept[a]!);
      } else {
        const part = -flow / cashable;
        pay(part * (marked - cashable));
        quantities = quantities.map((quantity) => quantity * (1 - part));
      }
    }

    if (pending !== null && total(quantities, prices[t]!) > 0) carryOut(t, pending.postTradeWeights, pending.trigger);
    pending = null;

    const value = total(quantities, prices[t]!);
    if (value > 0 && !isHolding) {
      const weights = quantities.map((quantity, a) => (quantity * prices[t]![a]!) / value);
      const fired = firedTrigger(policy, wants, weights, table.times[t - 1]!, table.times[t]!, isDaily);
      const isCool = table.times[t]! >= lastRunAt + policy.cooldownMinutes * 60_000;
      if (fired !== null && isCool) {
        // From cash alone, where nothing was traded yet, straight to the targets.
        const isFirst = lastRunAt === Number.NEGATIVE_INFINITY && weights[cashAt]! >= 0.999;
        const way: Policy = isFirst ? { ...policy, destination: "target", scope: "all" } : policy;
        const postTradeWeights = postTradeWeightsOf(way, wants, weights);
        if (options.executeAt === "same-close") carryOut(t, postTradeWeights, fired);
        else pending = { postTradeWeights, trigger: fired };
      }
    }

    const owed = -quantities[cashAt]! * prices[t]![cashAt]!;
    if (owed > 1e-12 * Math.abs(total(quantities, prices[t]!))) {
      const legs = quantities.reduce((sum, quantity, a) => (a === cashAt ? sum : sum + quantity * prices[t]![a]!), 0);
      const part = Math.min(owed / (legs * (1 - saleRate)), 1);
      quantities = quantities.map((quantity, a) => (a === cashAt ? 0 : quantity * (1 - part)));
      pay(legs * part * saleRate);
    }

    const equity = total(quantities, prices[t]!);
    if (afterFlow > 0) index *= equity / afterFlow;
    run.equity.push(equity);
    peak = Math.max(peak, index);
    run.drawdown.push(index / peak - 1);
  }
  return run;
}

function total(quantities: number[], prices: number[]): number {
  return quantities.reduce((sum, quantity, a) => sum + quantity * prices[a]!, 0);
}

function priceOf({ table, policy }: BacktestRequest, name: string, t: number): number {
  const column = table.assets.indexOf(name);
  if (column < 0 && name === policy.quoteAsset) return 1;
  return table.closes[column * table.times.length + t]!;
}

function wantsOf(policy: Policy): Wants {
  const names: string[] = [];
  const targets: number[] = [];
  const bands: number[] = [];
  let cash = { target: 0, band: Math.max(widthOf(policy.band, 0), 0.01) + policy.cashBuffer };
  for (const target of policy.targets) {
    if (target.kind !== "asset") throw new Error("The plain loop knows assets only.");
    const width = widthOf(target.band ?? policy.band, target.weight);
    // What is to hold nothing has the band of a rest.
    const band = target.weight === 0 ? Math.max(width, 0.01) : width;
    if (target.asset === policy.quoteAsset) cash = { target: target.weight, band };
    else {
      names.push(target.asset);
      targets.push(target.weight);
      bands.push(band);
    }
  }
  return { names: [...names, policy.quoteAsset], targets: [...targets, cash.target], bands: [...bands, cash.band] };
}

function widthOf(band: Band, target: number): number {
  if (band.kind === "absolute") return band.width;
  if (band.kind === "relative") return band.ratio * target;
  if (band.kind === "clamp") return Math.min(Math.max(band.ratio * target, band.floor), band.cap);
  throw new Error("The plain loop knows fixed bands only.");
}

/** Targets after the cash buffer is set aside. */
function bufferedTargets(policy: Policy, { targets }: Wants): number[] {
  const cash = targets.at(-1)!;
  const bufferedCashTarget = Math.max(cash, policy.cashBuffer);
  const scale = cash < 1 ? (1 - bufferedCashTarget) / (1 - cash) : 1;
  return targets.map((target, a) => (a === targets.length - 1 ? bufferedCashTarget : target * scale));
}

function firedTrigger(
  policy: Policy,
  { targets, bands }: Wants,
  weights: number[],
  before: number,
  now: number,
  isDaily: boolean,
): string | null {
  const drift = weights.reduce((sum, weight, a) => sum + Math.abs(weight - targets[a]!), 0) / 2;
  const isBroken = weights.some((weight, a) => Math.abs(weight - targets[a]!) > bands[a]! + 1e-12);
  for (const trigger of policy.triggers) {
    if (trigger.kind === "threshold") {
      if (isBroken || (trigger.portfolioDrift !== null && drift >= trigger.portfolioDrift)) return "threshold";
    } else if (trigger.kind !== "cash-flow" && isDue(trigger.cron, before, now, isDaily)) {
      if (trigger.kind === "time") return "time";
      if (isBroken || drift >= trigger.driftMin) return "hybrid";
    }
  }
  return null;
}

/** "0 H * * *", "0 H * * 1" and "0 H 1 * *", UTC: reads every hour, or every date, since the bar before. */
function isDue(cron: string, before: number, now: number, isDaily: boolean): boolean {
  const [, hour, day, , weekday] = cron.split(" ");
  const step = isDaily ? 24 * HOUR : HOUR;
  for (let at = Math.floor(before / step) * step + step; at <= now; at += step) {
    const date = new Date(at);
    const isHour = isDaily || date.getUTCHours() === Number(hour);
    const isDay = (day === "*" || date.getUTCDate() === 1) && (weekday === "*" || date.getUTCDay() === 1);
    if (isHour && isDay) return true;
  }
  return false;
}

/** Where a run stops: desired weights first, then what is missing or over by cash, by movers that way, by all. */
function postTradeWeightsOf(policy: Policy, wants: Wants, weights: number[]): number[] {
  const { targets, bands } = wants;
  const cashAt = targets.length - 1;
  const buffered = bufferedTargets(policy, wants);
  const reach = { target: 0, half: 0.5, edge: 0.95 }[policy.destination];
  const postTradeWeights = weights.map((weight, a) => {
    const isOut = Math.abs(weight - targets[a]!) > bands[a]! + 1e-12;
    if (policy.scope === "breaching" && !isOut) {
      return a === cashAt && weight < policy.cashBuffer ? policy.cashBuffer : weight;
    }
    if (reach === 0) return buffered[a]!;
    const low = Math.max(targets[a]! - reach * bands[a]!, a === cashAt ? policy.cashBuffer : 0);
    const high = Math.max(targets[a]! + reach * bands[a]!, low);
    return Math.min(Math.max(weight, low), high);
  });
  for (const tier of ["cash", "movers", "others"]) {
    const missing = 1 - postTradeWeights.reduce((sum, weight) => sum + weight, 0);
    if (Math.abs(missing) <= 1e-12) break;
    const headrooms = postTradeWeights.map((postTrade, a) => {
      const move = postTrade - weights[a]!;
      const isMover = move * missing > 0 && Math.abs(move) > 1e-12;
      const own = a === cashAt ? "cash" : isMover ? "movers" : "others";
      return own === tier ? Math.max(Math.sign(missing) * (buffered[a]! - postTrade), 0) : 0;
    });
    const headroom = headrooms.reduce((sum, each) => sum + each, 0);
    if (headroom <= 0) continue;
    const part = Math.min(Math.abs(missing) / headroom, 1);
    headrooms.forEach((each, a) => {
      postTradeWeights[a]! += Math.sign(missing) * part * each;
    });
  }
  return postTradeWeights;
}

/** Values after a trade; the last entry is cash. */
function settlePlainly(
  before: number[],
  postTradeWeights: number[],
  rate: number,
  form: string,
  hasCashColumn: boolean,
  minimum: number,
  steps: number[],
  prices: number[],
): { values: number[]; cost: number; traded: number } {
  const value = before.reduce((sum, each) => sum + each, 0);
  const legs = before.slice(0, -1);
  const cash = before.at(-1)!;
  const notional = (after: number[]) => after.reduce((sum, each, a) => sum + Math.abs(each - legs[a]!), 0);
  let after: number[];
  let cost: number;
  if (form === "exact") {
    const at = (left: number) => legs.map((_, a) => postTradeWeights[a]! * left);
    let low = 0;
    let high = value;
    for (let step = 0; step < 200; step += 1) {
      const middle = (low + high) / 2;
      if (middle + rate * notional(at(middle)) > value) high = middle;
      else low = middle;
    }
    const left = (low + high) / 2;
    after = at(left);
    cost = value - left;
  } else if (form === "olps") {
    let moved = legs.reduce((sum, each, a) => sum + Math.abs(postTradeWeights[a]! - each / value), 0);
    if (hasCashColumn) moved += Math.abs(postTradeWeights.at(-1)! - cash / value);
    const left = value * (1 - (rate / 2) * moved);
    after = legs.map((_, a) => postTradeWeights[a]! * left);
    cost = value - left;
  } else {
    const changes = legs.map((each, a) => postTradeWeights[a]! * value - each);
    const sold = changes.map((change, a) => (change < 0 ? Math.min(-change / (1 - rate), legs[a]!) : 0));
    const short = changes.reduce((sum, change, a) => (change < 0 ? sum - change - sold[a]! * (1 - rate) : sum), 0);
    const wanted = changes.reduce((sum, change) => sum + Math.max(change, 0), 0);
    const part = wanted > 0 ? Math.max(1 - short / wanted, 0) : 0;
    after = legs.map((each, a) => (changes[a]! > 0 ? each + (changes[a]! * part) / (1 + rate) : each - sold[a]!));
    cost = rate * notional(after);
  }

  const isTooSmall = after.some((each, a) => {
    const size = Math.abs(each - legs[a]!);
    return size > 1e-12 * value && (size < minimum || steps[a]! > 0);
  });
  if (isTooSmall) {
    const legRate = form === "olps" && !hasCashColumn ? rate / 2 : rate;
    const rounded = (size: number, a: number) => {
      const whole =
        steps[a]! > 0 ? Math.floor((size / prices[a]! / steps[a]!) * (1 + 1e-12)) * steps[a]! * prices[a]! : size;
      return whole > 1e-12 * value && whole >= minimum ? whole : 0;
    };
    const changes = after.map((each, a) => each - legs[a]!);
    const sales = changes.map((change, a) => (change < 0 ? rounded(-change, a) : 0));
    const availableCash = cash + sales.reduce((sum, sale) => sum + sale * (1 - legRate), 0);
    const needed = changes.reduce((sum, change) => sum + Math.max(change, 0) * (1 + legRate), 0);
    const part = needed > availableCash ? Math.max(availableCash / needed, 0) : 1;
    after = legs.map((each, a) => (changes[a]! > 0 ? each + rounded(changes[a]! * part, a) : each - sales[a]!));
    cost = legRate * notional(after);
  }
  const invested = after.reduce((sum, each) => sum + each, 0);
  return { values: [...after, value - cost - invested], cost, traded: notional(after) };
}
