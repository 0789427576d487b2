import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COST_FORMS } from "../model";
import { FREE, KEPT, makeTicket, type Scheme, settle, type Ticket } from "./costs";

interface Trade {
  scheme: Scheme;
  ticket: Ticket;
  value: number;
  cash: number;
  prices: Float64Array;
}

const parts = (count: number) => fc.array(fc.integer({ min: 0, max: 100 }), { minLength: count, maxLength: count });

/** Anything held to anything wanted; the last part is cash. */
const trades = (limits: { hasMinimum?: boolean; hasKept?: boolean; side?: number } = {}): fc.Arbitrary<Trade> =>
  fc.integer({ min: 1, max: 6 }).chain((legs) =>
    fc
      .record({
        held: parts(legs + 1),
        wanted: parts(legs + 1),
        kept: fc.array(fc.boolean(), { minLength: legs, maxLength: legs }),
        form: fc.constantFrom(...COST_FORMS),
        rate: fc.constantFrom(0, 0.0001, 0.001, 0.02, 0.3),
        notionalMin: fc.constantFrom(0, 3, 20),
        step: fc.constantFrom(0, 0.5),
      })
      .map(({ held, wanted, kept, form, rate, notionalMin, step }) => {
        const values = held.map((part, leg) => part + (leg === 0 ? 1 : 0));
        const value = values.reduce((sum, each) => sum + each, 0);
        const ticket = makeTicket(legs);
        ticket.values.set(values.slice(0, legs));
        let free = 1;
        let requested = 0;
        for (let leg = 0; leg < legs; leg += 1) {
          const isKept = limits.hasKept === true && kept[leg] === true;
          ticket.roles[leg] = isKept ? KEPT : FREE;
          if (isKept) free -= values[leg]! / value;
          else requested += wanted[leg]!;
        }
        requested += wanted[legs]! + 1;
        for (let leg = 0; leg < legs; leg += 1) {
          ticket.postTradeWeights[leg] =
            ticket.roles[leg] === KEPT ? values[leg]! / value : (wanted[leg]! / requested) * free;
        }
        ticket.side = limits.side ?? 0;
        const isSmall = limits.hasMinimum === true;
        const scheme: Scheme = {
          form,
          rate,
          notionalMin: isSmall ? notionalMin : 0,
          steps: isSmall ? new Float64Array(legs).fill(step) : null,
          isCashColumn: false,
        };
        return { scheme, ticket, value, cash: values[legs]!, prices: new Float64Array(legs).fill(2) };
      }),
  );

const run = ({ scheme, ticket, value, cash, prices }: Trade) => settle(scheme, ticket, value, cash, prices);
const sum = (values: Iterable<number>) => [...values].reduce((total, each) => total + each, 0);
const check = (arbitrary: fc.Arbitrary<Trade>, law: (trade: Trade) => void) =>
  fc.assert(
    fc.property(arbitrary, (trade) => {
      run(trade);
      law(trade);
    }),
    { numRuns: 400 },
  );

describe("a settled trade", () => {
  test("exact: satisfies its equation, and weights are exact afterwards", () =>
    check(trades(), ({ scheme, ticket, value }) => {
      if (scheme.form !== "exact") return;
      const left = value - ticket.cost;
      expect(left + scheme.rate * ticket.traded).toBeCloseTo(value, 9);
      ticket.after.forEach((after, leg) => {
        expect(after).toBeCloseTo(ticket.postTradeWeights[leg]! * left, 9);
      });
    }));

  test("leg and exact cost the rate of what was traded", () =>
    check(trades({ hasMinimum: true, hasKept: true }), ({ scheme, ticket }) => {
      if (scheme.form !== "olps") expect(ticket.cost).toBeCloseTo(scheme.rate * ticket.traded, 9);
    }));

  test("nothing is below zero, neither a leg nor cash", () =>
    check(trades({ hasMinimum: true }), ({ ticket, value }) => {
      expect(Math.min(...ticket.after)).toBeGreaterThanOrEqual(0);
      expect(value - ticket.cost - sum(ticket.after)).toBeGreaterThan(-1e-9);
    }));

  test("what is kept is not touched", () =>
    check(trades({ hasKept: true }), ({ ticket }) => {
      ticket.roles.forEach((role, leg) => {
        if (role === KEPT) expect(ticket.after[leg]).toBe(ticket.values[leg]);
      });
    }));

  test("a one-sided trade has one side", () => {
    check(trades({ side: 1 }), ({ ticket }) => {
      for (const [leg, after] of ticket.after.entries()) expect(after).toBeGreaterThanOrEqual(ticket.values[leg]!);
    });
    check(trades({ side: -1 }), ({ ticket }) => {
      for (const [leg, after] of ticket.after.entries()) expect(after).toBeLessThanOrEqual(ticket.values[leg]!);
    });
  });

  test("no leg is under the minimum, and each is a whole number of steps", () =>
    check(trades({ hasMinimum: true }), ({ scheme, ticket, prices }) => {
      ticket.after.forEach((after, leg) => {
        const size = Math.abs(after - ticket.values[leg]!);
        if (size <= 1e-9) return;
        expect(size).toBeGreaterThanOrEqual(scheme.notionalMin * (1 - 1e-9));
        const step = scheme.steps![leg]! * prices[leg]!;
        if (step > 0) expect(Math.abs(size / step - Math.round(size / step))).toBeLessThan(1e-6);
      });
    }));
});
