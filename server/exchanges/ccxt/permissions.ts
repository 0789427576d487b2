/** What a key may do, asked of the exchanges that tell. A key that may move money out is refused by the caller. */
import type { Exchange } from "ccxt";
import { type KeyPermissions, VenueError } from "../venue";

export const UNTOLD: KeyPermissions = { canRead: null, canTrade: null, canWithdraw: null, canTransfer: null };

type Ask = (exchange: Exchange) => Promise<KeyPermissions>;

/** ccxt makes these methods from its list of endpoints; its types do not name them on the base class. */
async function askEndpoint(exchange: Exchange, method: string): Promise<Record<string, unknown>> {
  const endpoint = (exchange as unknown as Record<string, unknown>)[method];
  if (typeof endpoint !== "function") throw new VenueError("unsupported", `There is no ${method} here.`);
  const answer: unknown = await endpoint.call(exchange, {});
  if (typeof answer !== "object" || answer === null || Array.isArray(answer))
    throw new VenueError("bad-answer", "The exchange did not tell what this key may do.");
  return { ...answer };
}

/** A switch must be told as true or false: anything else is not a reason to believe "off". */
function readSwitch(answer: Record<string, unknown>, name: string): boolean {
  const value = answer[name];
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new VenueError("bad-answer", "The exchange did not tell what this key may do.");
}

const readBinance = (answer: Record<string, unknown>): KeyPermissions => ({
  canRead: readSwitch(answer, "enableReading"),
  canTrade: readSwitch(answer, "enableSpotAndMarginTrading"),
  canWithdraw: readSwitch(answer, "enableWithdrawals"),
  canTransfer: readSwitch(answer, "enableInternalTransfer") || readSwitch(answer, "permitsUniversalTransfer"),
});

const listOf = (value: unknown): readonly string[] =>
  (typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : []).map((entry) =>
    String(entry).trim().toLowerCase(),
  );

const firstOf = (value: unknown): Record<string, unknown> => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "object" && one !== null ? { ...one } : {};
};

const ASKS: Readonly<Record<string, Ask>> = {
  binance: async (exchange) => readBinance(await askEndpoint(exchange, "sapiGetAccountApiRestrictions")),
  okx: async (exchange) => {
    const granted = listOf(firstOf((await askEndpoint(exchange, "privateGetAccountConfig")).data).perm);
    if (granted.length === 0) return UNTOLD;
    const has = (name: string) => granted.includes(name);
    return { canRead: true, canTrade: has("trade"), canWithdraw: has("withdraw"), canTransfer: false };
  },
  bybit: async (exchange) => {
    const result = firstOf((await askEndpoint(exchange, "privateGetV5UserQueryApi")).result);
    const permissions = firstOf(result.permissions);
    const wallet = listOf(permissions.Wallet);
    return {
      canRead: true,
      canTrade: String(result.readOnly) === "0" && listOf(permissions.Spot).length > 0,
      canWithdraw: wallet.includes("withdraw"),
      canTransfer: wallet.includes("accounttransfer") || wallet.includes("submembertransfer"),
    };
  },
};

export async function askPermissions(exchangeId: string, exchange: Exchange): Promise<KeyPermissions> {
  return (await ASKS[exchangeId]?.(exchange)) ?? UNTOLD;
}
