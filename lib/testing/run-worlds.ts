/**
 * A world in which runs meet lies, from a seed: two clocks of which one is set at will, lookups and balances that lag
 * beyond what the exchange states, outages, closing markets, an owner who moves money by hand, and a second worker that
 * takes over while the first one's send is held up on its way. What really happened stands in `exchange`.
 */

import { driveRun } from "@/lib/engine/execution/drive";
import type { RunPorts } from "@/lib/engine/execution/driver-life";
import type { RunClock, RunStore, RunVenues } from "@/lib/engine/execution/ports";
import { BOUNDS } from "@/lib/engine/execution/run";
import type { VenueTiming } from "@/lib/engine/model";
import { add, isZero, multiply, type Quantity } from "@/lib/money";
import { COINS, type Coin, coinMarket, coinQuote, STEPS } from "./coins";
import type { MemoryRunStore } from "./memory-run-store";
import { type Random, seededRandom } from "./random";
import { type Misbehaviour, ScriptedExchange } from "./scripted-exchange";

/** The process died, or another worker has the lease: whoever drives is done, the run is not. */
export class Gone extends Error {
  override name = "Gone";
}

export interface WorldOptions {
  manners: Misbehaviour;
  /** How often, between two acts, the process dies, and the wall clock is set. */
  deaths: number;
  clockSteps: number;
  /** How often a send is held up while another worker takes the run over. */
  heldSends: number;
  /** How often, between two acts, the owner trades by hand; a market closes; the exchange is away for a while. */
  handMoves: number;
  closings: number;
  outages: number;
}

const BASE = 1_700_000_000_000;
const TIMING: VenueTiming = { requestValidityMs: 5_000, lookupLagMs: 2_000 };

export class RunWorld {
  readonly random: Random;
  readonly exchange: ScriptedExchange;
  /** What was moved by hand, per asset, and how much in all. */
  readonly moved = new Map<string, Quantity>();
  readonly movedInAll = new Map<string, Quantity>();
  /** Sends that reached the exchange past their deadline; there must be none. */
  readonly lateSends: string[] = [];
  readonly counts = { deaths: 0, clockSteps: 0, takeovers: 0, heldBack: 0, handMoves: 0, closings: 0, outages: 0 };
  private readonly options: WorldOptions;
  private mono = 0;
  private wallOffset = 0;
  private downUntil = 0;
  private slowestLookupMs = 0;
  private holder = 0;
  /** When each order was decided on, by the clock nobody sets. */
  private readonly intents = new Map<string, number>();

  constructor(seed: number, options: WorldOptions, balances: Readonly<Record<string, string>>) {
    this.random = seededRandom(seed);
    this.options = options;
    this.exchange = new ScriptedExchange({
      markets: COINS.map((coin) => coinMarket(coin, this.random.pick(["received", "quote"] as const))),
      quotes: COINS.map(coinQuote),
      balances,
      random: this.random,
      manners: options.manners,
      timing: TIMING,
      // The exchange has a good clock.
      clock: { now: () => BASE + this.mono },
    });
  }

  get truth(): number {
    return BASE + this.mono;
  }

  wallNow(): number {
    return BASE + this.mono + this.wallOffset;
  }

  pass(ms: number): void {
    this.mono += ms;
  }

  /** Drives to the end, through as many lives as it takes. */
  async carry(store: MemoryRunStore, review?: RunPorts["review"]): Promise<void> {
    for (let life = 0; life < 600; life++) {
      try {
        await driveRun(this.worker(store, Number.POSITIVE_INFINITY, review));
        return;
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
        this.pass(this.random.whole(0, 20_000));
      }
    }
  }

  /** A worker that has just taken the lease, and dies at an instant at the latest. */
  private worker(store: MemoryRunStore, diesAt: number, review?: RunPorts["review"]): RunPorts {
    this.holder += 1;
    const me = this.holder;
    const act = <T>(work: () => Promise<T> | T) => this.act(work, diesAt);
    /** A decision needs the lease; a fact does not. */
    const decide = <T>(work: () => Promise<T>) =>
      act(() => {
        if (this.holder !== me) throw new Gone();
        return work();
      });
    const clock: RunClock = {
      now: () => this.wallNow(),
      monotonic: () => this.mono,
      sleep: async (ms) => {
        this.mono = Math.min(this.mono + Math.max(1, ms), Math.max(this.mono, diesAt));
        if (this.mono >= diesAt) throw new Gone();
      },
    };
    const leased: RunStore = {
      load: () => store.load(),
      commitStart: (...args) => decide(() => store.commitStart(args[0])),
      commitIntent: (...args) => {
        const intendedAt = this.mono;
        return decide(async () => {
          const intent = await store.commitIntent(...args);
          if (intent) this.intents.set(intent.clientOrderId, intendedAt);
          return intent;
        });
      },
      commitAnswer: (...args) => act(() => store.commitAnswer(...args)),
      commitCancelRequested: (...args) => decide(() => store.commitCancelRequested(args[0])),
      commitDrop: (...args) => decide(() => store.commitDrop(...args)),
      commitStop: (...args) => decide(() => store.commitStop(args[0])),
      notifyClockStep: (...args) => decide(() => store.notifyClockStep(...args)),
      commitEnd: (...args) => decide(() => store.commitEnd(...args)),
    };
    return { store: leased, venues: this.venues(store, act, diesAt, review), clock, ...(review ? { review } : {}) };
  }

  private venues(
    store: MemoryRunStore,
    act: <T>(work: () => Promise<T> | T) => Promise<T>,
    diesAt: number,
    review?: RunPorts["review"],
  ): RunVenues {
    const failed = { kind: "failed", message: "503", retryAfterMs: null } as const;
    const read = <T>(work: () => readonly T[] | null) =>
      act(() => {
        const value = this.isDown() ? null : work();
        return value ? { kind: "read" as const, value } : failed;
      });
    return {
      timing: async () => ({ ...TIMING, slowestLookupMs: this.slowestLookupMs }),
      submit: (_, request) =>
        act(async () => {
          if (diesAt === Number.POSITIVE_INFINITY && this.random.chance(this.options.heldSends))
            await this.holdUp(store, review);
          // The last line before the socket, as the client has it.
          if (this.mono > request.sendBefore) {
            this.counts.heldBack += 1;
            return { kind: "refused", refusal: "not-sent", message: "too late", retryAfterMs: null };
          }
          if (this.isDown()) return { kind: "unknown", message: "no route" };
          const heldMs = this.mono - (this.intents.get(request.clientOrderId) ?? Number.NEGATIVE_INFINITY);
          if (heldMs > BOUNDS.sendWithinMs) this.lateSends.push(`${request.clientOrderId} after ${heldMs} ms`);
          return this.exchange.submit(request);
        }),
      lookup: (_, id) => act(() => (this.isDown() ? failed : this.exchange.lookup(id))),
      cancel: (_, id) => act(() => (this.isDown() ? failed : this.exchange.lookup(id))),
      readBalances: () => read(() => this.exchange.balances()),
      readQuotes: (_, symbols) =>
        read(
          () =>
            this.exchange.readQuotes(symbols)?.map((quote) => ({ ...quote, at: quote.at + this.wallOffset })) ?? null,
        ),
      readMarkets: () => read(() => this.exchange.listMarkets()),
      learnLag: (_, ms) => {
        this.slowestLookupMs = Math.max(this.slowestLookupMs, ms);
      },
    };
  }

  /** The send waits somewhere; meanwhile another worker takes the lease, carries the run on, and dies. */
  private async holdUp(store: MemoryRunStore, review?: RunPorts["review"]): Promise<void> {
    const until = this.mono + this.random.pick([500, 1_900, 2_500, 15_000, 90_000, 150_000]);
    if (this.random.chance(0.5)) {
      this.counts.takeovers += 1;
      try {
        await driveRun(this.worker(store, until, review));
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
      }
    }
    this.mono = Math.max(this.mono, until);
  }

  /** Between any two acts: time passes, clocks are set, owners trade, and the process may die. */
  private async act<T>(work: () => Promise<T> | T, diesAt: number): Promise<T> {
    this.disturb(diesAt);
    const result = await work();
    this.disturb(diesAt);
    return result;
  }

  private disturb(diesAt: number): void {
    const { random, options, counts } = this;
    this.pass(random.whole(0, 40));
    if (random.chance(options.clockSteps)) {
      counts.clockSteps += 1;
      this.wallOffset += random.pick([-3_600_000, -90_000, -3_000, 3_000, 90_000, 3_600_000]);
    }
    if (random.chance(options.handMoves)) this.moveSomething();
    if (random.chance(options.closings)) {
      counts.closings += 1;
      this.exchange.closeMarket(`${random.pick(COINS)}/USDT`);
    }
    if (random.chance(options.outages)) {
      counts.outages += 1;
      this.downUntil = this.mono + random.whole(1_000, 40_000);
    }
    if (this.mono >= diesAt || random.chance(options.deaths)) {
      counts.deaths += 1;
      throw new Gone();
    }
  }

  moveSomething(): void {
    const coin: Coin = this.random.pick(COINS);
    const units = multiply<Quantity>(STEPS[coin], String(this.random.whole(-2_000, 2_000)));
    const moved = this.exchange.moveByHand(coin, units);
    if (isZero(moved)) return;
    this.counts.handMoves += 1;
    const size = moved.startsWith("-") ? (moved.slice(1) as Quantity) : moved;
    this.moved.set(coin, add(this.moved.get(coin) ?? ("0" as Quantity), moved));
    this.movedInAll.set(coin, add(this.movedInAll.get(coin) ?? ("0" as Quantity), size));
  }

  private isDown(): boolean {
    return this.mono < this.downUntil;
  }
}
