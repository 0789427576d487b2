/**
 * A case of the ledger command: events with the rules they are matched by, as JSON. Each fault is a sentence with its
 * path. Fields nobody knows are passed over, since files of cases carry titles, sources and what is expected.
 */
import { z } from "zod";
import { JURISDICTIONS } from "@/lib/engine/ledger/jurisdictions/jurisdiction";
import { PLACES } from "@/lib/engine/ledger/lots/amount";
import { readDay } from "@/lib/engine/ledger/lots/calendar";
import { ALLOCATION_ORDERS } from "@/lib/engine/ledger/lots/event";
import { MATCH_METHODS } from "@/lib/engine/ledger/lots/rules";
import {
  add,
  compare,
  isDecimal,
  isMore,
  isNegative,
  isPositive,
  type Notional,
  type Quantity,
  subtract,
} from "@/lib/money";

const isFineEnough = (text: string) => (text.split(".")[1]?.length ?? 0) <= PLACES;

/** Money is text: a JSON number has lost digits before anyone reads it. */
const decimalText = z
  .string({ error: 'must be a decimal written as text, for example "0.125"' })
  .refine(isDecimal, { error: 'must be a decimal written as text, for example "0.125"', abort: true })
  .refine(isFineEnough, { error: `has more than ${PLACES} decimals` });

const quantity = decimalText
  .refine((text) => isPositive(text), { error: "must be more than zero" })
  .transform((text) => text as Quantity);
const notNegative = decimalText.refine((text) => !isNegative(text), { error: "must not be below zero" });
const value = notNegative.transform((text) => text as Notional);
const mayLack = value.nullish().transform((text) => text ?? null);

const id = z.string().min(1, "is missing");
const asset = z.string().min(1, "is missing");
const wallet = z.string().min(1, "is missing").default("main");

const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/;
const time = z
  .string({ error: 'must be an instant, for example "2024-01-31T12:00:00Z"' })
  // Date.parse() takes 30 February for 1 March.
  .refine(
    (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)) && !Number.isNaN(readDay(text.slice(0, 10))),
    {
      error: 'must be an instant with its zone, for example "2024-01-31T12:00:00Z"',
    },
  );

const day = z
  .string()
  .refine((text) => !Number.isNaN(readDay(text)), { error: 'must be a day of the calendar, for example "2024-02-29"' });

const Fee = z
  .object({
    asset,
    quantity: notNegative.transform((text) => text as Quantity),
    value: mayLack,
    withheld: z.boolean().default(false),
  })
  .nullish()
  .transform((fee) => fee ?? null);

const Lots = z.array(z.object({ lot: id, quantity })).default([]);
const Leg = z.object({ asset, quantity, value: mayLack });
const common = { id, time };

const Event = z.discriminatedUnion(
  "kind",
  [
    z.object({ ...common, kind: z.literal("buy"), wallet, asset, quantity, value: mayLack, fee: Fee }),
    z.object({
      ...common,
      kind: z.literal("sell"),
      wallet,
      asset,
      quantity,
      value: mayLack,
      fee: Fee,
      lots: Lots,
      portfolioValueBefore: mayLack,
    }),
    z.object({ ...common, kind: z.literal("swap"), wallet, out: Leg, in: Leg, fee: Fee, lots: Lots }),
    z.object({
      ...common,
      kind: z.literal("income"),
      wallet,
      asset,
      quantity,
      value: mayLack,
      label: z.string().nullish(),
    }),
    z.object({
      ...common,
      kind: z.literal("deposit"),
      wallet,
      asset,
      quantity,
      cost: mayLack,
      acquired: day.nullish(),
    }),
    z.object({ ...common, kind: z.literal("fee"), wallet, asset, quantity, value: mayLack }),
    z.object({
      ...common,
      kind: z.literal("transfer"),
      asset,
      quantity,
      received: notNegative.transform((text) => text as Quantity).optional(),
      from: z.string().min(1, "is missing"),
      to: z.string().min(1, "is missing"),
      fee: Fee,
    }),
    z.object({ ...common, kind: z.literal("withdrawal"), wallet, asset, quantity, purpose: z.string().optional() }),
    z.object({
      ...common,
      kind: z.literal("allocate"),
      asset,
      order: z.enum(ALLOCATION_ORDERS).default("fifo"),
      to: z.array(z.object({ wallet: z.string().min(1, "is missing"), quantity })).min(1, "names no wallet"),
    }),
  ],
  { error: "is of no kind the ledger knows" },
);

const Options = z.object({
  swapValue: z
    .string()
    .regex(/^(received|given)\/(received|given)$/, 'must be "received" or "given" twice, parted by a slash')
    .optional(),
  swap: z.enum(["disposal", "carry-cost"]).optional(),
  transferFee: z.literal("disposal").optional(),
  rates: z.partialRecord(z.enum(["short", "long", "none", "exempt"]), notNegative).optional(),
  separateBefore: day.optional(),
});

export const LedgerCase = z
  .object({
    id,
    jurisdiction: z.enum(JURISDICTIONS, { error: `must be one of ${JURISDICTIONS.join(", ")}` }),
    base: asset,
    zone: z.string().refine(isZone, { error: 'must be a time zone, for example "Europe/Berlin"' }),
    method: z.enum(MATCH_METHODS, { error: `must be one of ${MATCH_METHODS.join(", ")}` }),
    scope: z.enum(["wallet", "universal"]),
    options: Options.nullish().transform((options) => options ?? {}),
    events: z.array(Event),
  })
  .superRefine(({ events }, context) => {
    const seen = new Map<string, number>();
    events.forEach((event, at) => {
      const refuse = (message: string, ...path: string[]) =>
        context.addIssue({ code: "custom", path: ["events", at, ...path], message });
      const first = seen.get(event.id);
      if (first !== undefined) refuse(`${event.id} is the id of event ${first} already`, "id");
      else seen.set(event.id, at);
      if (event.kind === "transfer" && event.received !== undefined && isMore(event.received, event.quantity)) {
        refuse("more arrived than was sent", "received");
      }
      if (event.kind === "buy" && event.fee?.withheld) {
        if (event.fee.asset !== event.asset)
          refuse("is withheld from what is bought, and is another asset", "fee", "asset");
        else if (isMore(event.fee.quantity, event.quantity)) {
          refuse("more is withheld than was bought", "fee", "quantity");
        }
      }
      if (event.kind === "transfer" && event.fee?.asset === event.asset) {
        const lost = subtract<string>(event.quantity, event.received ?? event.quantity);
        if (compare(event.fee.quantity, lost) !== 0) {
          refuse(`is not what was lost on the way: ${lost} of what was sent did not arrive`, "fee", "quantity");
        }
      }
      if (event.kind === "sell" || event.kind === "swap") {
        const given = event.kind === "sell" ? event.quantity : event.out.quantity;
        const named = event.lots.reduce<string>((total, lot) => add<string>(total, lot.quantity), "0");
        if (isMore(named, given)) refuse(`name ${named}, more than the ${given} given up`, "lots");
        if (new Set(event.lots.map(({ lot }) => lot)).size < event.lots.length) refuse("name one lot twice", "lots");
      }
    });
  });
export type LedgerCase = z.infer<typeof LedgerCase>;

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
