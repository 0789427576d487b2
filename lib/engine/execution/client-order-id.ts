/**
 * Our own name for an order: a function of which leg of which rebalance it is and of the attempt, nothing else.
 * A look-up therefore needs no memory but the plan, and the same meaning can never get two names.
 * At most 36 characters of [a-zA-Z0-9-_], which every exchange we know accepts; a UUID is packed into base 36. The
 * RangeErrors are for our own mistakes and shown to nobody.
 */
const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SHORT_FORM = /^[a-zA-Z0-9_-]{1,26}$/;

function packId(rebalanceId: string): string {
  if (UUID_FORM.test(rebalanceId))
    return BigInt(`0x${rebalanceId.replaceAll("-", "")}`)
      .toString(36)
      .padStart(25, "0");
  if (SHORT_FORM.test(rebalanceId)) return rebalanceId;
  throw new RangeError(`A rebalance id must be a UUID or at most 26 plain characters: ${rebalanceId}`);
}

export function clientOrderId(rebalanceId: string, leg: number, attempt: number): string {
  const id = `ek${packId(rebalanceId)}-${leg}-${attempt}`;
  if (id.length > 36) throw new RangeError(`Leg ${leg}, attempt ${attempt} does not fit into a client order id.`);
  return id;
}
