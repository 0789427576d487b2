import type { Balance, KeyPermissions } from "@/lib/engine/model";
import type { Credentials, ExchangeDescription, VenueErrorReason } from "@/server/exchanges/venue";
import { CREDENTIAL_FIELDS, VenueError } from "@/server/exchanges/venue";
import type { ServiceContext } from "../context";
import { InputError, PreconditionError } from "../errors";

/** Exactly the fields this exchange requires, trimmed; says which one is missing or not wanted. */
export function readCredentials(exchange: ExchangeDescription, given: Readonly<Record<string, string>>): Credentials {
  const credentials: Credentials = {};
  for (const field of exchange.credentialFields) {
    const value = given[field]?.trim();
    if (!value) throw new InputError(`credentials.${field}`, `${exchange.name} needs this to connect.`);
    credentials[field] = value;
  }
  const extra = Object.keys(given).find((field) => given[field]?.trim() && !(field in credentials));
  if (extra !== undefined)
    throw new InputError(
      `credentials.${CREDENTIAL_FIELDS.find((field) => field === extra) ?? "apiKey"}`,
      `${exchange.name} does not use this field.`,
    );
  return credentials;
}

/**
 * Tries keys against the exchange before anything is saved: reachable, clock, key, what it may do, balances.
 * The adapter lives under a name of its own, so that a failed try leaves the working one alone.
 */
export async function checkKeys(
  ctx: ServiceContext,
  exchange: ExchangeDescription,
  credentials: Credentials,
): Promise<{ permissions: KeyPermissions; latencyMs: number; balances: readonly Balance[] }> {
  const venueId = `check-${crypto.randomUUID()}`;
  try {
    const venue = await ctx.venues.open({
      kind: "exchange",
      venueId,
      name: exchange.name,
      exchangeId: exchange.id,
      credentials,
    });
    const { permissions, latencyMs } = await venue.testConnection();
    refuseTooMuchPower(exchange.name, permissions);
    return { permissions, latencyMs, balances: await venue.fetchBalances() };
  } catch (error) {
    if (!(error instanceof VenueError)) throw error;
    throw new PreconditionError(explainRefusal(exchange.name, error), { reason: `venue-${error.kind}` });
  } finally {
    await ctx.venues.forget(venueId);
  }
}

/** The adapter's sentence says what it is and how long: there is nothing to correct in the keys. */
const SHOWN_WHOLE: ReadonlySet<VenueErrorReason> = new Set(["forbidden", "blocked-region", "maintenance", "banned"]);

/** A key that can move money out is refused: should it leak, only trading is at stake. */
export function refuseTooMuchPower(name: string, permissions: KeyPermissions): void {
  const powers = [
    permissions.canWithdraw ? "withdraw" : null,
    permissions.canTransfer ? "transfer between accounts" : null,
  ].filter((power) => power !== null);
  if (powers.length === 0) return;
  const where =
    name === "Binance"
      ? 'On Binance, under API Management, switch off "Enable Withdrawals", "Enable Internal Transfer" and "Permits Universal Transfer" for this key'
      : `On ${name}, switch that off for this key`;
  throw new PreconditionError(
    `This key can ${powers.join(" and ")}, so it was not saved. ${where}, then connect again. Evenkeel needs only reading and spot trading.`,
    { reason: "key-too-powerful", permissions },
  );
}

function explainRefusal(name: string, error: VenueError): string {
  if (error.reason !== null && SHOWN_WHOLE.has(error.reason))
    return `${error.message} Nothing was saved; try again later.`;
  switch (error.kind) {
    case "authentication":
      return `${name} refused the key. Check that every field was copied whole, that the key is switched on, and that this computer's IP address is on its list.`;
    case "permission":
      return `${name} does not let this key read the account. Allow reading (and spot trading) for it. ${error.message}`;
    case "clock-skew":
      return `${name} refused the time of this computer. Set its clock (switch automatic time on), then try again.`;
    case "rate-limited":
      return `${name} asks us to wait${error.retryAfterMs ? ` ${Math.ceil(error.retryAfterMs / 1000)} s` : ""} before asking again.`;
    case "unavailable":
    case "unknown-outcome":
      return `${name} cannot be reached. Check the network, then try again. ${error.message}`;
    default:
      return `${name} could not be connected. ${error.message}`;
  }
}
