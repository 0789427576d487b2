import { describe, expect, test } from "vitest";
import type { ConfirmedBalance, SuspectBalance } from "@/lib/engine/model";
import { quantity } from "@/lib/money";
import { seededRandom } from "@/lib/testing/random";
import { type BalanceChange, judgeBalances } from "./judge-balances";

const START = 1_000_000_000;
const MINUTE = 60_000;
const SECOND = 1_000;
/** Worth by units: the account below is worth 10,000. */
const PRICES: Record<string, number> = { BTC: 50_000, ETH: 2_500, USDT: 1, DUST: 0.001 };
const ACCOUNT = { BTC: "0.1", ETH: "1", USDT: "2499", DUST: "1000" };

type Rows = Record<string, string>;

interface Explained {
  booked?: BalanceChange[];
  records?: BalanceChange[] | null;
}

/** One account, observed again and again. */
class Watcher {
  now = START;
  confirmed: readonly ConfirmedBalance[] = [];
  suspectMemory: readonly SuspectBalance[] = [];
  waits: number[] = [];

  constructor(rows: Rows = ACCOUNT) {
    this.observe(0, rows);
  }

  /** "BTC vanished", in order; "" when all is confirmed. */
  observe(afterMs: number, rows: Rows, { booked = [], records = null }: Explained = {}): string {
    this.now += afterMs;
    const whole = Object.entries(ACCOUNT).reduce((sum, [asset, held]) => sum + PRICES[asset]! * Number(held), 0);
    const seen = new Map(Object.entries(rows).map(([asset, held]) => [asset, quantity(held)]));
    const observation = { venueId: "v1", venue: "Binance", queriedAt: this.now, seen, booked, records };
    const worth = { priceOf: (asset: string) => PRICES[asset] ?? null, whole };
    const verdict = judgeBalances(observation, { confirmed: this.confirmed, suspectMemory: this.suspectMemory }, worth);
    this.confirmed = verdict.confirmed;
    this.suspectMemory = verdict.suspectMemory;
    this.waits = verdict.suspects.map((suspect) =>
      suspect.recheckAt === null ? -1 : (suspect.recheckAt - this.now) / SECOND,
    );
    return verdict.suspects
      .map(({ asset, suspicion, needsOwner }) => `${asset} ${suspicion}${needsOwner ? ", needs the owner" : ""}`)
      .join("; ");
  }

  held(asset: string): string {
    const suspect = this.suspectMemory.find((each) => each.asset === asset);
    return suspect?.counted ?? this.confirmed.find((each) => each.asset === asset)?.quantity ?? "0";
  }
}

const without = (asset: string, rows: Rows = ACCOUNT): Rows => {
  const { [asset]: _gone, ...rest } = rows;
  return rest;
};
const change = (asset: string, units: string, at: number): BalanceChange => ({ asset, quantity: quantity(units), at });

describe("a fall that nothing explains", () => {
  test.each([
    ["gone", without("BTC"), "BTC vanished"],
    ["halved", { ...ACCOUNT, BTC: "0.05" }, "BTC shrank"],
    ["a tenth less", { ...ACCOUNT, ETH: "0.9" }, "ETH shrank"],
    ["two at once", { ...without("BTC"), ETH: "0.5" }, "BTC vanished; ETH shrank"],
    ["cash", { ...ACCOUNT, USDT: "1249.5" }, "USDT shrank"],
  ])("%s", (_name, rows, suspicion) => {
    const watcher = new Watcher();
    expect(watcher.observe(5 * MINUTE, rows)).toBe(suspicion);
    const asset = suspicion.split(" ")[0]!;
    expect(watcher.held(asset)).toBe(ACCOUNT[asset as keyof typeof ACCOUNT]);
  });

  test("is queried again at 30 s, 1, 2 and 2 min, then handed to the owner, and confirmed by nobody meanwhile", () => {
    const watcher = new Watcher();
    watcher.observe(5 * MINUTE, without("BTC"));
    const waits: number[] = [];
    while (watcher.waits[0]! > 0) {
      waits.push(watcher.waits[0]!);
      watcher.observe(watcher.waits[0]! * SECOND, without("BTC"));
    }
    expect(waits).toEqual([30, 60, 120, 120]);
    expect(watcher.observe(24 * 60 * MINUTE, without("BTC"))).toBe("BTC vanished, needs the owner");
    expect(watcher.held("BTC")).toBe("0.1");
    expect(watcher.observe(MINUTE, ACCOUNT)).toBe("");
    expect(watcher.suspectMemory).toEqual([]);
  });

  test("is no fall when it is small, or of dust, or of what never had a price", () => {
    expect(new Watcher().observe(MINUTE, { ...ACCOUNT, BTC: "0.096" })).toBe("");
    expect(new Watcher().observe(MINUTE, without("DUST"))).toBe("");
    const watcher = new Watcher({ ...ACCOUNT, AIRDROP: "1000000" });
    expect(watcher.observe(MINUTE, ACCOUNT)).toBe("");
  });
});

describe("what explains it", () => {
  test("our own fills, as far as they go", () => {
    const sold = { booked: [change("BTC", "-0.05", START + MINUTE), change("USDT", "2500", START + MINUTE)] };
    expect(new Watcher().observe(5 * MINUTE, { ...ACCOUNT, BTC: "0.05", USDT: "4999" }, sold)).toBe("");
    expect(new Watcher().observe(5 * MINUTE, { ...without("BTC"), USDT: "4999" }, sold)).toBe("BTC vanished");
  });

  test("a fill about the time of the last check may or may not have been in it", () => {
    const sold = { booked: [change("BTC", "-0.05", START + 2 * SECOND)] };
    expect(new Watcher().observe(5 * MINUTE, { ...ACCOUNT, BTC: "0.05" }, sold)).toBe("");
    expect(new Watcher().observe(5 * MINUTE, ACCOUNT, sold)).toBe("");
    const long = { booked: [change("BTC", "-0.05", START - 5 * MINUTE)] };
    expect(new Watcher().observe(5 * MINUTE, { ...ACCOUNT, BTC: "0.05" }, long)).toBe("BTC shrank");
  });

  test("the exchange's records, of the right size and time", () => {
    const at = START + MINUTE;
    const gone = without("BTC");
    expect(new Watcher().observe(5 * MINUTE, gone, { records: [change("BTC", "-0.1", at)] })).toBe("");
    expect(new Watcher().observe(5 * MINUTE, gone, { records: [change("BTC", "-0.02", at)] })).toBe("BTC vanished");
    expect(new Watcher().observe(5 * MINUTE, gone, { records: [change("ETH", "-0.1", at)] })).toBe("BTC vanished");
    expect(new Watcher().observe(5 * MINUTE, gone, { records: [change("BTC", "-0.1", START - MINUTE)] })).toBe(
      "BTC vanished",
    );
    const both = { booked: [change("BTC", "-0.06", at)], records: [change("BTC", "-0.04", at)] };
    expect(new Watcher().observe(5 * MINUTE, gone, both)).toBe("");
  });

  test("a sale by hand, seen whole in the same answer", () => {
    expect(new Watcher().observe(MINUTE, { ...ACCOUNT, BTC: "0.05", USDT: "4990" })).toBe("");
    expect(new Watcher().observe(MINUTE, { ...without("ETH"), BTC: "0.1495" })).toBe("");
    // Less came than went: that is no sale.
    expect(new Watcher().observe(MINUTE, { ...ACCOUNT, BTC: "0.05", USDT: "3999" })).toBe("BTC shrank; USDT grew");
  });

  test("but a code that was given to another coin is no sale: what came has no price to compare with", () => {
    expect(new Watcher().observe(MINUTE, { ...without("ETH"), ETHX: "1" })).toBe("ETH vanished");
  });
});

describe("growth that nothing explains", () => {
  test("is confirmed by a second observation a minute later, if it is the same", () => {
    const watcher = new Watcher();
    const more = { ...ACCOUNT, BTC: "0.2" };
    expect(watcher.observe(5 * MINUTE, more)).toBe("BTC grew");
    expect(watcher.held("BTC")).toBe("0.1");
    expect(watcher.observe(30 * SECOND, more)).toBe("BTC grew");
    expect(watcher.observe(30 * SECOND, more)).toBe("");
    expect(watcher.held("BTC")).toBe("0.2");
  });

  test("that goes on growing begins anew", () => {
    const watcher = new Watcher();
    for (const held of ["0.2", "0.4", "0.8", "1.6"])
      expect(watcher.observe(MINUTE, { ...ACCOUNT, BTC: held })).toBe("BTC grew");
  });

  test("is confirmed at once with a record, or when it is small", () => {
    const deposit = { records: [change("BTC", "0.1", START + MINUTE)] };
    expect(new Watcher().observe(5 * MINUTE, { ...ACCOUNT, BTC: "0.2" }, deposit)).toBe("");
    expect(new Watcher().observe(5 * MINUTE, { ...ACCOUNT, BTC: "0.115" })).toBe("");
    expect(new Watcher().observe(5 * MINUTE, { ...ACCOUNT, DUST: "50000" })).toBe("");
  });

  test("against our own sale is a late balance, and no more right for being late twice", () => {
    const watcher = new Watcher();
    const sold = { booked: [change("BTC", "-0.1", START + 4 * MINUTE)] };
    for (let observation = 0; observation < 5; observation += 1)
      expect(watcher.observe(5 * MINUTE, ACCOUNT, sold)).toContain("BTC grew");
    expect(watcher.held("BTC")).toBe("0");
    expect(watcher.observe(MINUTE, without("BTC"), sold)).toBe("");
  });
});

test("below zero is never confirmed, not even at first sight", () => {
  const watcher = new Watcher({ ...ACCOUNT, USDT: "-20" });
  expect(watcher.observe(60 * MINUTE, { ...ACCOUNT, USDT: "-20" })).toBe("USDT negative, needs the owner");
  expect(watcher.observe(MINUTE, { ...ACCOUNT, USDT: "-20" })).toBe("USDT negative, needs the owner");
  expect(watcher.observe(MINUTE, ACCOUNT)).toContain("USDT grew");
});

test("an account that is empty all at once is confirmed after a day of the same answer", () => {
  const watcher = new Watcher();
  expect(watcher.observe(5 * MINUTE, {})).toBe("BTC vanished; ETH vanished; USDT vanished");
  expect(watcher.observe(23 * 60 * MINUTE, {})).toContain("needs the owner");
  expect(watcher.observe(60 * MINUTE, {})).toBe("");
  const healed = new Watcher();
  healed.observe(5 * MINUTE, {});
  healed.observe(12 * 60 * MINUTE, ACCOUNT);
  expect(healed.observe(13 * 60 * MINUTE, {})).not.toBe("");
});

/** Answers leave out, halve or double what is there, for a while; fills, withdrawals and deposits really happen. */
test("whatever an account answers, what is confirmed of it is what our fills and its records say", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seededRandom(seed);
    const watcher = new Watcher();
    const truth: Record<string, number> = { BTC: 0.1, ETH: 1, USDT: 2499, DUST: 1000 };
    const booked: BalanceChange[] = [];
    const records: BalanceChange[] = [];
    let lie: { asset: string; factor: number } | null = null;
    for (let observation = 0; observation < 40; observation += 1) {
      const at = watcher.now + 31 * SECOND;
      const asset = random.pick(["BTC", "ETH"]);
      if (random.chance(0.15)) {
        const moved = truth[asset]! * (random.chance(0.5) ? -0.4 : 0.3);
        truth[asset] = truth[asset]! + moved;
        (random.chance(0.5) ? booked : records).push(change(asset, moved.toFixed(10), at));
      }
      if (random.chance(0.3)) lie = random.chance(0.5) ? null : { asset, factor: random.pick([0, 0.1, 0.5, 0.9]) };
      const rows = Object.fromEntries(
        Object.entries(truth).flatMap(([code, held]): [string, string][] => {
          const stated = held * (lie?.asset === code ? lie.factor : 1);
          return stated === 0 ? [] : [[code, stated.toFixed(10)]];
        }),
      );
      watcher.observe(random.pick([62, 90, 300]) * SECOND, rows, { booked, records });
      for (const code of ["BTC", "ETH"]) {
        if (watcher.suspectMemory.some((suspect) => suspect.asset === code)) continue;
        const counted = Number(watcher.held(code));
        if (truth[code]! * PRICES[code]! < 20) continue;
        expect(Math.abs(counted / truth[code]! - 1), `seed ${seed}, observation ${observation}, ${code}`).toBeLessThan(
          0.06,
        );
      }
    }
  }
});
