/**
 * The exchanges that can be connected, for the form. ccxt would have to make every one of its hundred classes to list
 * them (60 MB, most of a second), so its list was written down; `describe.test.ts` holds the file against ccxt.
 */
import { CREDENTIAL_FIELDS, type ExchangeDescription } from "../../venue";
import listed from "../exchanges.json";
import { findTradingRule } from "../market-data/trading-rules";

const described: readonly ExchangeDescription[] = listed.map(({ id, name, fields }) => ({
  id,
  name,
  credentialFields: CREDENTIAL_FIELDS.filter((field) => fields.includes(field)),
  canTradeSafely: findTradingRule(id) !== null,
}));

/** Exchanges we trade on first, then those we only watch, each by name. */
const ordered = [...described].sort(
  (one, other) =>
    Number(other.canTradeSafely) - Number(one.canTradeSafely) ||
    (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1),
);

export const describeExchanges = (): readonly ExchangeDescription[] => ordered;
