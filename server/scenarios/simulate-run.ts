/** Executes a plan on paper at a past instant, order by order, as the paper venue would have (pure). */
import { clientOrderId } from "@/lib/engine/execution/client-order-id";
import type { DropReason, OrderProblem, OrderReport, OrderState, Plan, PlannedOrder } from "@/lib/engine/model";
import { isLess, multiply, type Quantity, quantity, roundDownToStep } from "@/lib/money";
import { fillOnPaper } from "@/server/exchanges/paper/fill";
import { VenueError } from "@/server/exchanges/venue";
import { simulatedQuote } from "@/server/market-data/simulated";
import type { Balances, World } from "./world";

export interface SimulatedOrder {
  planned: PlannedOrder;
  state: OrderState;
  quantity: Quantity | null;
  clientOrderId: string;
  report: OrderReport | null;
  /** When its intent was saved. */
  at: number;
  problem: OrderProblem | null;
}

const BETWEEN_ORDERS_MS = 420;
const ZERO = quantity("0");

/** Changes `balances` by what was filled. */
export function executeOnPaper(
  world: World,
  rebalanceId: string,
  plan: Plan,
  balances: Balances,
  startedAt: number,
): readonly SimulatedOrder[] {
  const markets = new Map(world.markets.map((market) => [market.symbol, market]));
  return plan.orders.map((planned, place): SimulatedOrder => {
    const at = startedAt + 150 + place * BETWEEN_ORDERS_MS;
    const id = clientOrderId(rebalanceId, planned.leg, 0);
    const none = { planned, quantity: null, clientOrderId: id, report: null, at };
    const market = markets.get(planned.symbol);
    const quote = market && simulatedQuote(world.seed, market, at);
    if (!market || !quote) return { ...none, state: "dropped", problem: notSent({ kind: "price-missing" }, planned) };
    const held = (asset: string) => balances.get(asset) ?? ZERO;
    const size = affordable(planned, held(market.quote), market.quantityStep);
    try {
      const order = { clientOrderId: id, symbol: planned.symbol, side: planned.side, quantity: size };
      const outcome = fillOnPaper({ ...order, limitPrice: planned.limitPrice }, market, quote, held, at + 90);
      for (const { asset, quantity: left } of outcome.balances) balances.set(asset, left);
      const { report } = outcome;
      const state = report.state === "filled" ? "filled" : "expired";
      return { planned, state, quantity: size, clientOrderId: id, report, at, problem: null };
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      return { ...none, state: "dropped", problem: { kind: "venue", venueMessage: error.message } };
    }
  });
}

const notSent = (reason: DropReason, { quote }: PlannedOrder): OrderProblem => ({ kind: "not-sent", reason, quote });

/** Buys never spend more than the sells brought: the size is cut to what is there, rounded down. */
function affordable(planned: PlannedOrder, cash: Quantity, step: string): Quantity {
  if (planned.side === "sell") return planned.quantity;
  let size = planned.quantity;
  while (isLess(cash, multiply(size, planned.limitPrice)) && size !== "0")
    size = roundDownToStep(multiply<Quantity>(size, "0.995"), step);
  return size;
}
