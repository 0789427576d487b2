import { describe, expect, test } from "vitest";
import type { ConfirmedPrice, SuspectPrice } from "@/lib/engine/model";
import { price } from "@/lib/money";
import { seededRandom } from "@/lib/testing/random";
import { judgePrice, type PriceMemory, type PriceObservation, type PriceSource, priceTerms } from "./judge-price";

const START = 1_000_000_000;
const MINUTE = 60_000;
const TRUTH = 50_000;

interface Said {
  /** Factor on bid and ask; null: nobody quotes it. */
  book?: number | null;
  last?: number | null;
  candle?: number | null;
  elsewhere?: number | null;
  halfSpread?: number | null;
  basis?: "book" | "last";
  /** Age of the exchange's own time. */
  age?: number;
  isBalanceSuspect?: boolean;
  isPegged?: boolean;
  isOnlySource?: boolean;
  jumpMax?: number | null;
}

/** A portfolio that observes one price again and again, and remembers. */
class Watcher {
  now = START;
  confirmed: ConfirmedPrice | null = null;
  suspect: SuspectPrice | null = null;

  observe(afterMs: number, said: Said = {}): string {
    this.now += afterMs;
    const verdict = judgePrice(checkAt(said, this.now), this.memory, terms(said, this.now));
    if (verdict.kind === "confirmed") {
      this.confirmed = verdict.confirmed;
      this.suspect = null;
      return `confirmed ${Number(this.confirmed.price) / TRUTH}`;
    }
    this.suspect = verdict.suspect;
    return `${verdict.fact.suspicion}${verdict.fact.needsOwner ? ", needs the owner" : ""}`;
  }

  get memory(): PriceMemory {
    return { confirmed: this.confirmed, suspect: this.suspect };
  }
  get counted(): number | null {
    return this.confirmed === null ? null : Number(this.confirmed.price) / TRUTH;
  }
}

const at = (factor: number) => price((TRUTH * factor).toFixed(8));
const terms = ({ isPegged = false, jumpMax = 0.5 }: Said, now: number) =>
  priceTerms(now, isPegged, { priceJumpMax: jumpMax, priceAgeMsMax: MINUTE });

function checkAt(said: Said, now: number): PriceObservation {
  const { book = 1, last = book, candle = 1, elsewhere = null, halfSpread = 0.0005, basis = "book", age = 0 } = said;
  const sourceOf = (source: string, factor: number | null, isElsewhere: boolean): PriceSource[] =>
    factor === null ? [] : [{ source, price: at(factor), at: now, isElsewhere }];
  return {
    asset: "BTC",
    seen:
      book === null
        ? null
        : {
            price: book > 0 ? at(book) : null,
            last: last === null ? null : at(last),
            at: now - age,
            source: "Binance BTC/USDT",
            basis,
            halfSpread,
            isOwn: false,
          },
    sources: [...sourceOf("candles", candle, false), ...sourceOf("Kraken", elsewhere, true)],
    isOnlySource: said.isOnlySource ?? false,
    isBalanceSuspect: said.isBalanceSuspect ?? false,
  };
}

/** Book and last trade lie together, as an exchange's ticker does. */
const lie = (factor: number, more: Said = {}): Said => ({ book: factor, last: factor, ...more });

const LIES = [0.1, 0.12, 0.45, 0.55, 0.6, 0.75, 0.88, 1.4, 2.5, 10];

describe("a ticker that lies", () => {
  test.each(LIES)("at %f of the truth moves nothing, over any number of observations", (factor) => {
    for (const candle of [1, null]) {
      const watcher = new Watcher();
      watcher.observe(0);
      for (let observation = 0; observation < 40; observation += 1) {
        expect(watcher.observe(5 * MINUTE, lie(factor, { candle }))).toMatch(/contradicted|moved/);
        expect(watcher.counted).toBe(1);
      }
      expect(watcher.observe(5 * MINUTE, { candle })).toBe("confirmed 1");
      expect(watcher.suspect).toBeNull();
    }
  });

  test.each(LIES)("at %f of the truth from the first observation on, too", (factor) => {
    const watcher = new Watcher();
    for (let observation = 0; observation < 40; observation += 1)
      expect(watcher.observe(MINUTE, lie(factor))).toContain("contradicted");
    expect(watcher.counted).toBeNull();
    expect(watcher.observe(MINUTE)).toBe("confirmed 1");
  });

  test("zero, negative or missing: the last confirmed price stands", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(MINUTE, { book: 0 })).toBe("unusable");
    expect(watcher.observe(MINUTE, { book: -1 })).toBe("unusable");
    expect(watcher.observe(MINUTE, { book: null })).toBe("missing");
    expect(watcher.counted).toBe(1);
    expect(watcher.observe(5 * MINUTE, { book: null })).toBe("missing, needs the owner");
    expect(watcher.observe(MINUTE)).toBe("confirmed 1");
  });

  test("is not confirmed after a day of waiting either: what it is compared with is not forgotten meanwhile", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    for (let hour = 0; hour < 60; hour += 1) watcher.observe(60 * MINUTE, lie(0.5, { candle: null }));
    expect(watcher.counted).toBe(1);
  });

  test("in small steps is stopped where another source last agreed", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    for (let step = 1; step <= 12; step += 1) watcher.observe(5 * MINUTE, lie(0.93 ** step, { candle: 1 }));
    expect(watcher.counted).toBeGreaterThan(0.89);
    expect(watcher.observe(5 * MINUTE)).toBe("confirmed 1");
  });

  test("whose last trade alone lies is confirmed by its book", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(MINUTE, { last: 0.1 })).toBe("confirmed 1");
  });
});

describe("a true move", () => {
  test("of 40 % is confirmed about a minute after it was first seen", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(5 * MINUTE, lie(0.6, { candle: 0.6, elsewhere: 0.6 }))).toBe("moved");
    expect(watcher.observe(30_000, lie(0.59, { candle: 0.59, elsewhere: 0.59 }))).toBe("moved");
    expect(watcher.observe(30_000, lie(0.58, { candle: 0.58, elsewhere: 0.58 }))).toBe("confirmed 0.58");
  });

  test("seen by the candles of the same exchange alone is confirmed up to half", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    watcher.observe(MINUTE, lie(0.6, { candle: 0.6 }));
    expect(watcher.observe(MINUTE, lie(0.6, { candle: 0.6 }))).toBe("confirmed 0.6");
    watcher.observe(MINUTE, lie(0.2, { candle: 0.2 }));
    expect(watcher.observe(MINUTE, lie(0.2, { candle: 0.2 }))).toBe("moved");
    expect(watcher.observe(5 * MINUTE, lie(0.2, { candle: 0.2 }))).toBe("moved, needs the owner");
    expect(watcher.observe(MINUTE, lie(0.2, { candle: 0.2, elsewhere: 0.2 }))).toBe("confirmed 0.2");
  });

  test("waits while one source still says otherwise", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    const torn = lie(0.7, { candle: 0.7, elsewhere: 1 });
    watcher.observe(MINUTE, torn);
    expect(watcher.observe(MINUTE, torn)).toBe("contradicted");
    expect(watcher.observe(MINUTE, lie(0.7, { candle: 0.7, elsewhere: 0.7 }))).toBe("confirmed 0.7");
  });

  test("within the bound is confirmed as it stands", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(MINUTE, lie(0.92, { candle: 0.92 }))).toBe("confirmed 0.92");
  });

  test("while its balance is suspect as well needs the owner: the code may name another coin now", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    const renamed = lie(2.4, { candle: 2.4, elsewhere: 2.4, isBalanceSuspect: true });
    for (let observation = 0; observation < 6; observation += 1) watcher.observe(MINUTE, renamed);
    expect(watcher.observe(MINUTE, renamed)).toBe("moved, needs the owner");
  });

  test("is suspect earlier where the owner's own limit is tighter, or the asset is pegged", () => {
    for (const strict of [{ jumpMax: 0.04 }, { isPegged: true }]) {
      const watcher = new Watcher();
      watcher.observe(0, strict);
      expect(watcher.observe(MINUTE, { ...lie(0.95), ...strict, candle: 0.95 })).toBe("moved");
      expect(watcher.observe(MINUTE, { ...lie(0.95), ...strict, candle: 0.95 })).toBe("confirmed 0.95");
    }
  });
});

describe("a first observation", () => {
  test("is confirmed at once where another source agrees", () => {
    expect(new Watcher().observe(0)).toBe("confirmed 1");
  });

  test("with one ticker and nothing else needs book and last trade to agree, twice", () => {
    const watcher = new Watcher();
    const alone = { candle: null, isOnlySource: true };
    expect(watcher.observe(0, alone)).toBe("first-look");
    expect(watcher.observe(30_000, alone)).toBe("first-look");
    expect(watcher.observe(30_000, alone)).toBe("confirmed 1");
    const silent = new Watcher();
    for (let observation = 0; observation < 5; observation += 1)
      expect(silent.observe(MINUTE, { candle: null })).toBe("first-look");
    const torn = new Watcher();
    for (let observation = 0; observation < 9; observation += 1)
      expect(torn.observe(MINUTE, { ...alone, last: 0.5 })).toContain("contradicted");
  });

  test("after a long absence counts as a first one again, and repetition does not make up for a source", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(90 * 24 * 60 * MINUTE, lie(2.2, { candle: 2.2 }))).toBe("confirmed 2.2");
    watcher.observe(90 * 24 * 60 * MINUTE, lie(5, { candle: null }));
    expect(watcher.observe(MINUTE, lie(5, { candle: null }))).toBe("first-look");
  });
});

describe("a book", () => {
  test("too wide means nothing until somebody else agrees with the last trade", () => {
    const thin = { basis: "last", halfSpread: 0.47, candle: null } as const;
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(MINUTE, thin)).toBe("wide-spread");
    expect(watcher.observe(MINUTE, { ...thin, candle: 1 })).toBe("confirmed 1");
    expect(watcher.observe(MINUTE, { ...thin, ...lie(0.7), candle: 1 })).toBe("wide-spread");
  });

  test("with one side missing is valued at a last trade near the confirmed price, or near what another says", () => {
    const oneSided = { basis: "last", halfSpread: null } as const;
    const watcher = new Watcher();
    expect(watcher.observe(0, { ...oneSided, candle: null })).toBe("first-look");
    expect(watcher.observe(MINUTE, { ...oneSided, candle: null })).toBe("first-look");
    expect(watcher.observe(MINUTE, oneSided)).toBe("confirmed 1");
    expect(watcher.observe(MINUTE, { ...oneSided, ...lie(0.98), candle: null })).toBe("confirmed 0.98");
    expect(watcher.observe(MINUTE, { ...oneSided, ...lie(0.7), candle: null })).toBe("moved");
  });

  test("whose time stands still is stale, until time or another source moves", () => {
    const watcher = new Watcher();
    watcher.observe(0);
    expect(watcher.observe(5 * MINUTE, { age: 5 * MINUTE, candle: null })).toBe("stale");
    expect(watcher.observe(5 * MINUTE, { age: 10 * MINUTE })).toBe("confirmed 1");
    expect(watcher.observe(5 * MINUTE, { candle: null })).toBe("confirmed 1");
    // An illiquid market's time is that of its last trade: old at each observation, and moving.
    expect(watcher.observe(5 * MINUTE, { age: 2 * MINUTE, candle: null })).toBe("confirmed 1");
  });
});

/** The truth wanders; the ticker lies now and then, for a while; candles say the truth. */
test("whatever a ticker says, what is confirmed stays near the truth, and comes back to it", () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = seededRandom(seed);
    const watcher = new Watcher();
    let truth = 1;
    let factor = 1;
    for (let observation = 0; observation < 80; observation += 1) {
      truth *= 1 + (random.next() - 0.5) * 0.02;
      if (random.chance(0.2)) factor = random.chance(0.5) ? 1 : random.pick([...LIES, 0, 0.95, 0.9, 1.08]);
      watcher.observe(random.pick([5_000, 30_000, MINUTE, 5 * MINUTE]), {
        book: factor * truth,
        last: random.chance(0.1) ? 0.3 * truth : factor * truth,
        candle: random.chance(0.3) ? null : truth,
      });
      const off = watcher.counted === null ? 0 : Math.abs(watcher.counted / truth - 1);
      expect(off, `seed ${seed}, observation ${observation}`).toBeLessThan(0.25);
    }
    watcher.observe(MINUTE, { book: truth, last: truth, candle: truth });
    watcher.observe(MINUTE, { book: truth, last: truth, candle: truth });
    expect(watcher.counted, `seed ${seed}`).toBeCloseTo(truth, 6);
  }
});
