/**
 * Sends one order, once. Everything that can be checked is checked before: failing there, it surely was not placed.
 * However long that takes (a market list, a clock, the limiter's line), an order past its deadline never leaves: the
 * client checks right before its request does, and the exchange by the intent's time that the request carries.
 * After the request has left, only the exchange's own refusal is one; the rest is unknown (see classify-error).
 */
import type { Market, OrderReport, OrderRequest } from "@/lib/engine/model";
import { compare } from "@/lib/money";
import { checkFilters } from "../../check-filters";
import { VenueError } from "../../venue";
import { asAmount, type Client } from "../client/client";
import { syncClock } from "../client/clock";
import { fenceOf } from "../client/fence";
import { type TradingRule, toWireId } from "../market-data/trading-rules";
import { toOrderReport } from "./normalize";

interface Sender {
  exchangeId: string;
  client: Client;
  rule: TradingRule;
  loadMarkets(options?: { isForced?: boolean }): Promise<readonly Market[]>;
  now: () => number;
}

export async function submitOrder(sender: Sender, order: OrderRequest): Promise<OrderReport> {
  const { client, rule, now } = sender;
  await prepared(() => passFilters(sender, order));
  await prepared(() => syncClock(client, now));
  const { symbol, side } = order;
  const fence = fenceOf(sender, order);
  const params = { [rule.idParam]: toWireId(rule, order.clientOrderId), timeInForce: "IOC", ...fence.params };
  let answer: unknown;
  try {
    // The only line that places an order. One call, one request, never repeated here.
    answer = await client.order(
      (exchange) =>
        exchange.createOrder(symbol, "limit", side, asAmount(order.quantity), asAmount(order.limitPrice), params),
      fence,
    );
  } catch (error) {
    await refreshSnapshot(sender, error);
    throw error;
  }
  try {
    return toOrderReport(answer, order, now());
  } catch {
    throw new VenueError("unknown-outcome", `${client.name} took the order but its answer cannot be read.`);
  }
}

/** A read that failed before the order was sent is not an unknown outcome. */
async function prepared<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof VenueError) || error.isSurelyNotPlaced) throw error;
    throw new VenueError("rejected", `Not sent: ${error.message}`, { code: "not-sent" });
  }
}

/** Checks the order against the market list, and once more against a fresh one before refusing it. */
async function passFilters({ client, loadMarkets }: Sender, order: OrderRequest): Promise<void> {
  try {
    checkOrder(order, await loadMarkets(), client);
  } catch (error) {
    if (!(error instanceof VenueError) || (error.kind !== "rejected" && error.kind !== "market-closed")) throw error;
    checkOrder(order, await loadMarkets({ isForced: true }), client);
  }
}

/** ccxt checks neither minimum nor halt nor the sense of a figure; and what it would round it must not. */
function checkOrder(order: OrderRequest, markets: readonly Market[], client: Client): void {
  const market = markets.find((candidate) => candidate.symbol === order.symbol);
  if (!market) throw new VenueError("market-closed", `${client.name} has no market ${order.symbol}.`);
  if (!market.isActive) throw new VenueError("market-closed", `${order.symbol} is closed at ${client.name}.`);
  checkFilters(order, market);
  const sent = {
    quantity: client.exchange.amountToPrecision(order.symbol, order.quantity),
    limitPrice: client.exchange.priceToPrecision(order.symbol, order.limitPrice),
  };
  for (const field of ["quantity", "limitPrice"] as const)
    if (compare(String(sent[field]), order[field]) !== 0) {
      const change = `${order[field]}: it would become ${sent[field]}`;
      throw new VenueError("rejected", `${order.symbol} does not take ${change}.`);
    }
}

/** After a refusal that says our data is old: a new clock, or new filters, for the next order. */
async function refreshSnapshot({ client, loadMarkets, now }: Sender, error: unknown): Promise<void> {
  if (!(error instanceof VenueError)) return;
  if (error.kind === "clock-skew") await syncClock(client, now, { isForced: true }).catch(() => undefined);
  if (error.kind === "market-closed" || error.kind === "rejected")
    loadMarkets({ isForced: true }).catch(() => undefined);
}
