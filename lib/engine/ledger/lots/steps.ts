/**
 * Turns what happened into what moves: units acquired at a cost, units given up for proceeds, units that only change
 * place. Every family of rules reads these and none reads events, so that a fee is treated alike everywhere:
 *
 *   in base currency            joins the cost of a buy, comes off the proceeds of a sale
 *   in a third coin             the same by its value, and that coin is itself given up for it (1.1001-7(b)(1)(ii))
 *   withheld from what is bought     fewer units at the same cost
 *   withheld from what a swap brings   given up out of the very lot just received (1.1012-1(j)(3)(iii))
 *   lost on the way of a transfer, or paid for it in a third coin    given up for a service
 *
 * A step is done whole or not at all. What it lacks is a problem with the missing figure, never a guess.
 */
import type { AssetId } from "@/lib/engine/model";
import { type Amount, readAmount } from "./amount";
import { type Day, readDay } from "./calendar";
import type { AllocationOrder, EventFee, LedgerEvent, NamedLot, WalletId } from "./event";
import type { Income, MatchProblem } from "./result";
import type { MatchRules } from "./rules";

export interface Acquire {
  kind: "acquire";
  lot: string;
  asset: AssetId;
  wallet: WalletId;
  quantity: Amount;
  /** null: not known; what is sold of it stops. */
  cost: Amount | null;
  acquired: Day;
}

export interface Dispose {
  kind: "dispose";
  cause: "sell" | "swap" | "fee";
  asset: AssetId;
  wallet: WalletId;
  quantity: Amount;
  proceeds: Amount;
  fee: Amount;
  named: readonly { lot: string; quantity: Amount }[];
  /** The one lot it must come out of, whatever the method says. */
  onlyLot: string | null;
  portfolioValueBefore: Amount | null;
}

/** A coin for a coin that is no disposal: cost moves from one to the other, `extraCost` joins it. */
export interface Carry {
  kind: "carry";
  lot: string;
  wallet: WalletId;
  out: { asset: AssetId; quantity: Amount };
  in: { asset: AssetId; quantity: Amount };
  extraCost: Amount;
  acquired: Day;
  named: readonly { lot: string; quantity: Amount }[];
}

export interface Move {
  kind: "move";
  asset: AssetId;
  quantity: Amount;
  from: WalletId;
  to: WalletId;
}

export interface Allocate {
  kind: "allocate";
  asset: AssetId;
  order: AllocationOrder;
  to: readonly { wallet: WalletId; quantity: Amount }[];
}

export type Movement = Acquire | Dispose | Carry | Move | Allocate;

export interface Step {
  event: string;
  day: Day;
  movements: readonly Movement[];
  income: Income | null;
}

export type Reading = { ok: true; step: Step } | { ok: false; problem: MatchProblem };

export function readStep(event: LedgerEvent, day: Day, rules: MatchRules): Reading {
  const lacks = (asset: AssetId, missing: Amount): Reading => ({
    ok: false,
    problem: { event: event.id, code: "value-unknown", asset, missing },
  });
  const done = (movements: readonly Movement[], income: Income | null = null): Reading => ({
    ok: true,
    step: { event: event.id, day, movements, income },
  });
  switch (event.kind) {
    case "buy": {
      const { asset, wallet } = event;
      const quantity = readAmount(event.quantity);
      const fee = readFee(event.fee, rules.base);
      if (event.value === null) return lacks(asset, quantity);
      if (fee !== null && fee.value === null && !fee.isWithheld) return lacks(fee.asset, fee.quantity);
      const isWithheld = fee?.isWithheld === true;
      const got = isWithheld ? quantity - fee.quantity : quantity;
      const cost = readAmount(event.value) + (isWithheld ? 0n : (fee?.value ?? 0n));
      const lot: Acquire = { kind: "acquire", lot: event.id, asset, wallet, quantity: got, cost, acquired: day };
      return done([...coinFee(fee, wallet, rules.base), lot]);
    }
    case "sell": {
      const { asset, wallet } = event;
      const quantity = readAmount(event.quantity);
      const fee = readFee(event.fee, rules.base);
      if (event.value === null) return lacks(asset, quantity);
      if (fee !== null && fee.value === null) return lacks(fee.asset, fee.quantity);
      const sale: Dispose = {
        ...giveUp("sell", asset, wallet, quantity),
        proceeds: readAmount(event.value),
        fee: fee?.value ?? 0n,
        named: readNamed(event.lots),
        portfolioValueBefore: event.portfolioValueBefore === null ? null : readAmount(event.portfolioValueBefore),
      };
      return done([sale, ...coinFee(fee, wallet, rules.base)]);
    }
    case "swap":
      return readSwap(event, day, rules, done, lacks);
    case "income": {
      const { asset, wallet, label } = event;
      const quantity = readAmount(event.quantity);
      if (event.value === null) return lacks(asset, quantity);
      const value = readAmount(event.value);
      const lot: Acquire = { kind: "acquire", lot: event.id, asset, wallet, quantity, cost: value, acquired: day };
      return done([lot], { event: event.id, day, asset, quantity, value, label });
    }
    case "deposit": {
      const { asset, wallet } = event;
      const acquired = event.acquired === null ? day : readDay(event.acquired);
      const cost = event.cost === null ? null : readAmount(event.cost);
      return done([
        { kind: "acquire", lot: event.id, asset, wallet, quantity: readAmount(event.quantity), cost, acquired },
      ]);
    }
    case "fee": {
      const quantity = readAmount(event.quantity);
      if (event.value === null) return lacks(event.asset, quantity);
      return done([{ ...giveUp("fee", event.asset, event.wallet, quantity), proceeds: readAmount(event.value) }]);
    }
    case "transfer": {
      const { asset, from, to } = event;
      const received = readAmount(event.received);
      const lost = readAmount(event.quantity) - received;
      const move: Move = { kind: "move", asset, quantity: received, from, to };
      const fee = readFee(event.fee ?? null, rules.base);
      if (fee !== null && fee.value === null) return lacks(fee.asset, fee.quantity);
      const besides = coinFee(fee, from, rules.base);
      if (lost <= 0n) return done([...besides, move]);
      if (event.feeValue === null) return lacks(asset, lost);
      return done([{ ...giveUp("fee", asset, from, lost), proceeds: readAmount(event.feeValue) }, ...besides, move]);
    }
    case "withdrawal":
      return {
        ok: false,
        problem: { event: event.id, code: "unclassified", asset: event.asset, quantity: readAmount(event.quantity) },
      };
    case "allocate":
      return done([
        {
          kind: "allocate",
          asset: event.asset,
          order: event.order,
          to: event.to.map(({ wallet, quantity }) => ({ wallet, quantity: readAmount(quantity) })),
        },
      ]);
  }
}

type Swap = Extract<LedgerEvent, { kind: "swap" }>;

function readSwap(
  event: Swap,
  day: Day,
  rules: MatchRules,
  done: (movements: readonly Movement[]) => Reading,
  lacks: (asset: AssetId, missing: Amount) => Reading,
): Reading {
  const { id, wallet, out } = event;
  const [given, received] = [readAmount(out.quantity), readAmount(event.in.quantity)];
  const fee = readFee(event.fee, rules.base);
  if (fee !== null && fee.value === null) return lacks(fee.asset, fee.quantity);
  const feeValue = fee?.value ?? 0n;
  const named = readNamed(event.lots);
  const withheld = fee?.isWithheld === true ? fee : null;
  const paidInCoin =
    withheld === null
      ? coinFee(fee, wallet, rules.base)
      : [
          {
            ...giveUp("fee", withheld.asset, wallet, withheld.quantity),
            proceeds: feeValue,
            onlyLot: withheld.asset === event.in.asset ? id : null,
          },
        ];
  if (rules.swap === "carry-cost") {
    const extraCost = rules.carriedFee === "joins-cost" && fee?.asset === rules.base ? feeValue : 0n;
    const carry: Carry = {
      kind: "carry",
      lot: id,
      wallet,
      out: { asset: out.asset, quantity: given },
      in: { asset: event.in.asset, quantity: received },
      extraCost,
      acquired: day,
      named,
    };
    return done([carry, ...paidInCoin]);
  }
  const values = { received: event.in.value ?? out.value, given: out.value ?? event.in.value };
  const [proceeds, cost] = [values[rules.swapProceeds], values[rules.swapCost]];
  if (proceeds === null || cost === null) return lacks(out.asset, given);
  const gave: Dispose = {
    ...giveUp("swap", out.asset, wallet, given),
    proceeds: readAmount(proceeds),
    fee: feeValue,
    named,
  };
  const got: Acquire = {
    kind: "acquire",
    lot: id,
    asset: event.in.asset,
    wallet,
    quantity: received,
    cost: readAmount(cost),
    acquired: day,
  };
  return done([gave, got, ...paidInCoin]);
}

interface ReadFee {
  asset: AssetId;
  quantity: Amount;
  value: Amount | null;
  isWithheld: boolean;
}

function readFee(fee: EventFee | null, base: string): ReadFee | null {
  if (fee === null) return null;
  const quantity = readAmount(fee.quantity);
  const value = fee.asset === base ? quantity : fee.value === null ? null : readAmount(fee.value);
  return { asset: fee.asset, quantity, value, isWithheld: fee.isWithheld };
}

/** A fee in a coin gives that coin up at its value. */
function coinFee(fee: ReadFee | null, wallet: WalletId, base: string): Dispose[] {
  if (fee === null || fee.isWithheld || fee.asset === base || fee.value === null) return [];
  return [{ ...giveUp("fee", fee.asset, wallet, fee.quantity), proceeds: fee.value }];
}

const giveUp = (cause: Dispose["cause"], asset: AssetId, wallet: WalletId, quantity: Amount): Dispose => ({
  kind: "dispose",
  cause,
  asset,
  wallet,
  quantity,
  proceeds: 0n,
  fee: 0n,
  named: [],
  onlyLot: null,
  portfolioValueBefore: null,
});

const readNamed = (lots: readonly NamedLot[]) =>
  lots.map(({ lot, quantity }) => ({ lot, quantity: readAmount(quantity) }));
