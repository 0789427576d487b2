/** What a key can do that the owner should know, in sentences; the venue card and the connecting of keys say the same. */
import { formatDuration } from "./time";

export interface KeyRights {
  canMargin?: boolean | null;
  canFutures?: boolean | null;
  /** When the right to trade lapses by itself, epoch ms. */
  tradingEndsAt?: number | null;
}

/** Rights beyond what we need, and the end of the right to trade: shown, not refused. Empty where there is nothing. */
export function describeKeyRights(permissions: KeyRights | null, now: number): readonly string[] {
  const { canMargin, canFutures, tradingEndsAt } = permissions ?? {};
  const more = [canMargin ? "borrow on margin" : null, canFutures ? "trade futures" : null].filter(
    (right) => right !== null,
  );
  const sentences: string[] = [];
  if (more.length > 0)
    sentences.push(
      `The key can also ${more.join(" and ")}. Evenkeel never does; you may switch that off at the exchange.`,
    );
  if (tradingEndsAt != null)
    sentences.push(
      tradingEndsAt > now
        ? `The key's right to trade ends in ${formatDuration(tradingEndsAt - now)}. Renew it at the exchange before.`
        : "The key's right to trade has ended. Renew it at the exchange; until then nothing is traded.",
    );
  return sentences;
}
