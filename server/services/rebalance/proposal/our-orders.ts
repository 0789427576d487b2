/** What is ours among a venue's open orders (pure). */
const OUR_ORDER = /^ek[a-z0-9_-]+-\d+-\d+$/i;

/** By the form of the ids we give (see client-order-id). */
export const isOurs = (clientOrderId: string | null): boolean =>
  clientOrderId !== null && OUR_ORDER.test(clientOrderId);
