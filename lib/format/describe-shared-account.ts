/** What is said of an account that several portfolios use. */
import { assetName } from "@/lib/engine/model";
import { listNames } from "./names";

interface AccountUser {
  portfolioId: string;
  name: string;
}

const quoted = (users: readonly Pick<AccountUser, "name">[]) => listNames(users.map((user) => `"${user.name}"`));

const WAY_OUT = "Divide it on the Venues page, or take it out of one of them.";

/** To a portfolio that shares an account nobody has divided. The first of them counts what lies there. */
export function describeSharedAccount(
  venue: string,
  users: readonly AccountUser[],
  portfolioId: string | null,
): string {
  const others = users.filter((user) => user.portfolioId !== portfolioId);
  const counted =
    users[0]?.portfolioId === portfolioId ? "It is counted here" : `It is counted in "${users[0]?.name ?? ""}"`;
  return `${venue} is used by ${quoted(others)} as well, and nobody has said whose is what. ${counted}, and none of them trades there. ${WAY_OUT}`;
}

/** To a portfolio that is not on the account, or not made yet. */
export function describeTakenAccount(venue: string, users: readonly Pick<AccountUser, "name">[]): string {
  return `${venue} belongs to ${quoted(users)}. Divide it first, or choose another account: two portfolios never trade the same units.`;
}

/** To a portfolio whose own fills the account does not show yet. */
export function describeLaggingBalances(venue: string): string {
  return `Orders at ${venue} were filled just now, and its balances do not show that yet. They are read again in a minute.`;
}

/** To portfolios whose books say there is more than the account holds. */
export function describeMissingBalances(
  venue: string,
  missing: readonly { asset: string; quantity: string }[],
): string {
  const list = listNames(missing.map(({ asset, quantity }) => `${quantity} ${assetName(asset)}`));
  return `${venue} holds ${list} less than its portfolios' parts come to. Say on the Venues page whose withdrawal that was; until then nothing is traded with it there.`;
}
