import { describe, expect, test } from "vitest";
import type { ConfirmedPrice, SuspectPrice } from "@/lib/engine/model";
import { price } from "@/lib/money";
import { seededRandom } from "@/lib/testing/random";
import { judgePrice, type PriceLook, type PriceMemory, type PriceWord, priceTerms } from "./judge-price";

const START = 1_000_000_000;
const MINUTE = 60_000;
const TRUTH = 50_000;

interface Told {
  /** Factor on bid and ask; null: nobody quotes it. */
  book?: number | null;
  last?: number | null;
  candle?: number | null;
  elsewhere?: number | null;
  halfSpread?: number | null;
  basis?: "book" | "last";
  /** Age of the exchange's own time. */
  age?: number;
  isBalanceDoubted?: boolean;
  isPegged?: boolean;
  isOnlySource?: boolean;
  jumpMax?: number | null;
}

/** A portfolio that looks again and again at one price, and remembers. */
class Watcher {
  now = START;
  confirmed: ConfirmedPrice | null = null;
  suspect: SuspectPrice | null = null;

  look(afterMs: number, told: Told = {}): string {
    this.now += afterMs;
    const verdict = judgePrice(lookAt(told, this.now), this.memory, terms(told, this.now));
    if (verdict.kind === "confirmed") {
      this.confirmed = verdict.confirmed;
      this.suspect = null;
      return `believed ${Number(this.confirmed.price) / TRUTH}`;
    }
    this.suspect = verdict.suspect;
    return `${verdict.doubt.doubt}${verdict.doubt.needsOwner ? ", asks the owner" : ""}`;
  }

  get memory(): PriceMemory {
    return { confirmed: this.confirmed, suspect: this.suspect };
  }
  get believed(): number | null {
    return this.confirmed === null ? null : Number(this.confirmed.price) / TRUTH;
  }
}

const at = (factor: number) => price((TRUTH * factor).toFixed(8));
const terms = ({ isPegged = false, jumpMax = 0.5 }: Told, now: number) =>
  priceTerms(now, isPegged, { priceJumpMax: jumpMax, priceAgeMsMax: MINUTE });

function lookAt(told: Told, now: number): PriceLook {
  const { book = 1, last = book, candle = 1, elsewhere = null, halfSpread = 0.0005, basis = "book", age = 0 } = told;
  const word = (source: string, factor: number | null, isElsewhere: boolean): PriceWord[] =>
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
    words: [...word("candles", candle, false), ...word("Kraken", elsewhere, true)],
    isOnlySource: told.isOnlySource ?? false,
    isBalanceDoubted: told.isBalanceDoubted ?? false,
  };
}

/** Book and last trade lie together, as an exchange's ticker does. */
const lie = (factor: number, more: Told = {}): Told => ({ book: factor, last: factor, ...more });

const LIES = [0.1, 0.12, 0.45, 0.55, 0.6, 0.75, 0.88, 1.4, 2.5, 10];

describe("a ticker that lies", () => {
  test.each(LIES)("at %f of the truth moves nothing, over any number of looks", (factor) => {
    for (const candle of [1, null]) {
      const watcher = new Watcher();
      watcher.look(0);
      for (let look = 0; look < 40; look += 1) {
        expect(watcher.look(5 * MINUTE, lie(factor, { candle }))).toMatch(/contradicted|moved/);
        expect(watcher.believed).toBe(1);
      }
      expect(watcher.look(5 * MINUTE, { candle })).toBe("believed 1");
      expect(watcher.suspect).toBeNull();
    }
  });

  test.each(LIES)("at %f of the truth from the first look on, too", (factor) => {
    const watcher = new Watcher();
    for (let look = 0; look < 40; look += 1) expect(watcher.look(MINUTE, lie(factor))).toContain("contradicted");
    expect(watcher.believed).toBeNull();
    expect(watcher.look(MINUTE)).toBe("believed 1");
  });

  test("zero, negative or missing: the last confirmed price stands", () => {
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(MINUTE, { book: 0 })).toBe("unusable");
    expect(watcher.look(MINUTE, { book: -1 })).toBe("unusable");
    expect(watcher.look(MINUTE, { book: null })).toBe("missing");
    expect(watcher.believed).toBe(1);
    expect(watcher.look(5 * MINUTE, { book: null })).toBe("missing, asks the owner");
    expect(watcher.look(MINUTE)).toBe("believed 1");
  });

  test("is not believed after a day of waiting either: what it is held against is not forgotten meanwhile", () => {
    const watcher = new Watcher();
    watcher.look(0);
    for (let hour = 0; hour < 60; hour += 1) watcher.look(60 * MINUTE, lie(0.5, { candle: null }));
    expect(watcher.believed).toBe(1);
  });

  test("in small steps is stopped where another source last agreed", () => {
    const watcher = new Watcher();
    watcher.look(0);
    for (let step = 1; step <= 12; step += 1) watcher.look(5 * MINUTE, lie(0.93 ** step, { candle: 1 }));
    expect(watcher.believed).toBeGreaterThan(0.89);
    expect(watcher.look(5 * MINUTE)).toBe("believed 1");
  });

  test("whose last trade alone lies is believed by its book", () => {
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(MINUTE, { last: 0.1 })).toBe("believed 1");
  });
});

describe("a true move", () => {
  test("of 40 % is believed about a minute after it was first seen", () => {
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(5 * MINUTE, lie(0.6, { candle: 0.6, elsewhere: 0.6 }))).toBe("moved");
    expect(watcher.look(30_000, lie(0.59, { candle: 0.59, elsewhere: 0.59 }))).toBe("moved");
    expect(watcher.look(30_000, lie(0.58, { candle: 0.58, elsewhere: 0.58 }))).toBe("believed 0.58");
  });

  test("seen by the candles of the same exchange alone is believed up to half", () => {
    const watcher = new Watcher();
    watcher.look(0);
    watcher.look(MINUTE, lie(0.6, { candle: 0.6 }));
    expect(watcher.look(MINUTE, lie(0.6, { candle: 0.6 }))).toBe("believed 0.6");
    watcher.look(MINUTE, lie(0.2, { candle: 0.2 }));
    expect(watcher.look(MINUTE, lie(0.2, { candle: 0.2 }))).toBe("moved");
    expect(watcher.look(5 * MINUTE, lie(0.2, { candle: 0.2 }))).toBe("moved, asks the owner");
    expect(watcher.look(MINUTE, lie(0.2, { candle: 0.2, elsewhere: 0.2 }))).toBe("believed 0.2");
  });

  test("waits while one source still says otherwise", () => {
    const watcher = new Watcher();
    watcher.look(0);
    const torn = lie(0.7, { candle: 0.7, elsewhere: 1 });
    watcher.look(MINUTE, torn);
    expect(watcher.look(MINUTE, torn)).toBe("contradicted");
    expect(watcher.look(MINUTE, lie(0.7, { candle: 0.7, elsewhere: 0.7 }))).toBe("believed 0.7");
  });

  test("within the bound is believed as it stands", () => {
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(MINUTE, lie(0.92, { candle: 0.92 }))).toBe("believed 0.92");
  });

  test("while its balance is doubted as well asks the owner: the code may name another coin now", () => {
    const watcher = new Watcher();
    watcher.look(0);
    const renamed = lie(2.4, { candle: 2.4, elsewhere: 2.4, isBalanceDoubted: true });
    for (let look = 0; look < 6; look += 1) watcher.look(MINUTE, renamed);
    expect(watcher.look(MINUTE, renamed)).toBe("moved, asks the owner");
  });

  test("is doubted earlier where the owner's own limit is tighter, or the asset is pegged", () => {
    for (const strict of [{ jumpMax: 0.04 }, { isPegged: true }]) {
      const watcher = new Watcher();
      watcher.look(0, strict);
      expect(watcher.look(MINUTE, { ...lie(0.95), ...strict, candle: 0.95 })).toBe("moved");
      expect(watcher.look(MINUTE, { ...lie(0.95), ...strict, candle: 0.95 })).toBe("believed 0.95");
    }
  });
});

describe("a first look", () => {
  test("is believed at once where another source agrees", () => {
    expect(new Watcher().look(0)).toBe("believed 1");
  });

  test("with one ticker and nothing else needs book and last trade to agree, twice", () => {
    const watcher = new Watcher();
    const alone = { candle: null, isOnlySource: true };
    expect(watcher.look(0, alone)).toBe("first-look");
    expect(watcher.look(30_000, alone)).toBe("first-look");
    expect(watcher.look(30_000, alone)).toBe("believed 1");
    const silent = new Watcher();
    for (let look = 0; look < 5; look += 1) expect(silent.look(MINUTE, { candle: null })).toBe("first-look");
    const torn = new Watcher();
    for (let look = 0; look < 9; look += 1)
      expect(torn.look(MINUTE, { ...alone, last: 0.5 })).toContain("contradicted");
  });

  test("after a long absence is a first look again, and repetition does not make up for a source", () => {
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(90 * 24 * 60 * MINUTE, lie(2.2, { candle: 2.2 }))).toBe("believed 2.2");
    watcher.look(90 * 24 * 60 * MINUTE, lie(5, { candle: null }));
    expect(watcher.look(MINUTE, lie(5, { candle: null }))).toBe("first-look");
  });
});

describe("a book", () => {
  test("too wide means nothing until somebody else agrees with the last trade", () => {
    const thin = { basis: "last", halfSpread: 0.47, candle: null } as const;
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(MINUTE, thin)).toBe("wide-spread");
    expect(watcher.look(MINUTE, { ...thin, candle: 1 })).toBe("believed 1");
    expect(watcher.look(MINUTE, { ...thin, ...lie(0.7), candle: 1 })).toBe("wide-spread");
  });

  test("with one side missing is valued at a last trade near the confirmed price, or near what another says", () => {
    const oneSided = { basis: "last", halfSpread: null } as const;
    const watcher = new Watcher();
    expect(watcher.look(0, { ...oneSided, candle: null })).toBe("first-look");
    expect(watcher.look(MINUTE, { ...oneSided, candle: null })).toBe("first-look");
    expect(watcher.look(MINUTE, oneSided)).toBe("believed 1");
    expect(watcher.look(MINUTE, { ...oneSided, ...lie(0.98), candle: null })).toBe("believed 0.98");
    expect(watcher.look(MINUTE, { ...oneSided, ...lie(0.7), candle: null })).toBe("moved");
  });

  test("whose time stands still is stale, until time or another source moves", () => {
    const watcher = new Watcher();
    watcher.look(0);
    expect(watcher.look(5 * MINUTE, { age: 5 * MINUTE, candle: null })).toBe("stale");
    expect(watcher.look(5 * MINUTE, { age: 10 * MINUTE })).toBe("believed 1");
    expect(watcher.look(5 * MINUTE, { candle: null })).toBe("believed 1");
    // An illiquid market's time is that of its last trade: old at each look, and moving.
    expect(watcher.look(5 * MINUTE, { age: 2 * MINUTE, candle: null })).toBe("believed 1");
  });
});

/** The truth wanders; the ticker lies now and then, for a while; candles tell the truth. */
test("whatever a ticker says, what is believed stays near the truth, and comes back to it", () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = seededRandom(seed);
    const watcher = new Watcher();
    let truth = 1;
    let factor = 1;
    for (let look = 0; look < 80; look += 1) {
      truth *= 1 + (random.next() - 0.5) * 0.02;
      if (random.chance(0.2)) factor = random.chance(0.5) ? 1 : random.pick([...LIES, 0, 0.95, 0.9, 1.08]);
      watcher.look(random.pick([5_000, 30_000, MINUTE, 5 * MINUTE]), {
        book: factor * truth,
        last: random.chance(0.1) ? 0.3 * truth : factor * truth,
        candle: random.chance(0.3) ? null : truth,
      });
      const off = watcher.believed === null ? 0 : Math.abs(watcher.believed / truth - 1);
      expect(off, `seed ${seed}, look ${look}`).toBeLessThan(0.25);
    }
    watcher.look(MINUTE, { book: truth, last: truth, candle: truth });
    watcher.look(MINUTE, { book: truth, last: truth, candle: truth });
    expect(watcher.believed, `seed ${seed}`).toBeCloseTo(truth, 6);
  }
});
