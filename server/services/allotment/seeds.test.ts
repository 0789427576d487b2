/**
 * Seeded lives of one account that two portfolios use: runs, deposits and withdrawals by hand, moves, other divisions,
 * one that leaves and comes back. After every act the parts and what is nobody's are the account, to the last digit,
 * and a run has changed nobody's part but its own. A failing line names its seed.
 */
import { afterEach, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { add, compare, isMore, isNegative, multiply, quantity, roundDownToStep, subtract, sum } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { type Random, seededRandom } from "@/lib/testing/random";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { InputError, NotFoundError, PreconditionError } from "../errors";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { createPortfolio } from "../portfolio/create";
import { venuesOfPortfolio } from "../portfolio/get-owned";
import { setPortfolioVenues } from "../portfolio/set-venues";
import { approveRebalance, whenQuiet } from "../rebalance";
import { createManual, createPaper, openVenue, setBalance } from "../venue";
import { moveAllotment } from "./move";
import { ownPart } from "./own-part";
import { setAllotments } from "./set";

const SEEDS = 6;
const ACTS = 14;
const ASSETS = ["BTC", "USDT"] as const;

const wanting = (bitcoin: number): Policy =>
  aPolicy({
    targets: [
      { kind: "asset", asset: "BTC", weight: bitcoin },
      { kind: "asset", asset: "USDT", weight: 1 - bitcoin },
    ],
    cooldownMinutes: 0,
  });

describeOnEachDatabase("seeded lives of a divided account", (database) => {
  afterEach(() => whenQuiet());

  test.each(Array.from({ length: SEEDS }, (_, index) => 4_100 + index))("seed %i", async (seed) => {
    const world = await build(await testContext(database));
    const random = seededRandom(seed);
    const steps: string[] = [];
    for (let step = 0; step < ACTS; step++) {
      const before = await parts(world);
      const runner = await act(world, random, steps);
      const after = await parts(world);
      const life = `seed ${seed}: ${steps.join(", ")}`;
      for (const asset of ASSETS) {
        const whole = sum([...after.portfolios.map((part) => part.held[asset]), after.nobody[asset]]);
        expect(compare(whole, after.account[asset]), `${asset} of ${life}`).toBe(0);
        for (const part of after.portfolios) expect(isNegative(part.held[asset]), life).toBe(false);
      }
      if (runner === null || before.isShort) continue;
      const others = ({ portfolios }: Parts) => portfolios.filter((part) => part.portfolioId !== runner);
      expect(others(after), life).toEqual(others(before));
    }
  });
});

interface World {
  ctx: TestContext;
  venueId: string;
  elsewhere: string;
  portfolioIds: readonly [string, string];
}

async function build(ctx: TestContext): Promise<World> {
  ctx.venues = createVenueDirectory({ now: ctx.now });
  ctx.sleep = async (ms) => ctx.advance(Math.max(ms, 1));
  const { venueId } = await createPaper(ctx, {
    name: "Paper",
    prices: "simulated",
    balances: [
      { asset: "BTC", quantity: "1" },
      { asset: "USDT", quantity: "20000" },
    ],
  });
  const { venueId: elsewhere } = await createManual(ctx, { name: "Cold", balances: [] });
  const make = (name: string, bitcoin: number) =>
    createPortfolio(ctx, {
      name,
      baseCurrency: "USDT",
      venueIds: name === "Core" ? [venueId] : [elsewhere, venueId],
      divideVenueIds: [venueId],
      policy: wanting(bitcoin),
    });
  const { portfolioId: core } = await make("Core", 0.5);
  await evaluatePortfolio(ctx, core, { requestedBy: "Ada" });
  const { portfolioId: satellites } = await make("Satellites", 0.3);
  return { ctx, venueId, elsewhere, portfolioIds: [core, satellites] };
}

type PerAsset = Record<(typeof ASSETS)[number], string>;
interface Parts {
  account: PerAsset;
  nobody: PerAsset;
  portfolios: readonly { portfolioId: string; held: PerAsset }[];
  isShort: boolean;
}

async function parts({ ctx, venueId, portfolioIds }: World): Promise<Parts> {
  const balances = await (await openVenue(ctx, venueId)).fetchBalances();
  const per = (rows: readonly { asset: string; quantity: string }[]): PerAsset => ({
    BTC: sum(rows.filter((row) => row.asset === "BTC").map((row) => row.quantity)),
    USDT: sum(rows.filter((row) => row.asset === "USDT").map((row) => row.quantity)),
  });
  const rows = (all: readonly { asset: string; total: string }[]) =>
    all.map(({ asset, total }) => ({ asset, quantity: total }));
  const using: Parts["portfolios"][number][] = [];
  let nobody: PerAsset | null = null;
  let isShort = false;
  for (const portfolioId of portfolioIds) {
    if (!(await venuesOfPortfolio(ctx.db, portfolioId)).some((venue) => venue.id === venueId)) continue;
    const part = await ownPart(ctx, { venue: { id: venueId, name: "Paper" }, portfolioId, balances });
    expect(part.balances.some((row) => isMore(row.free, row.total))).toBe(false);
    using.push({ portfolioId, held: per(rows(part.balances)) });
    nobody = per(part.notAllotted);
    isShort ||= part.shortfall.length > 0;
  }
  return { account: per(rows(balances)), nobody: nobody ?? per(rows(balances)), portfolios: using, isShort };
}

/** One act, refused or not; the portfolio that traded, or null. */
async function act(world: World, random: Random, steps: string[]): Promise<string | null> {
  const { ctx, venueId, elsewhere, portfolioIds } = world;
  ctx.advance(61_000 + random.whole(0, 3_600_000));
  const portfolioId = random.pick(portfolioIds);
  const asset = random.pick(ASSETS);
  const share = random.next();
  const choice = random.next();
  try {
    if (choice < 0.35) {
      steps.push(`run ${portfolioIds.indexOf(portfolioId)}`);
      const { rebalanceId, planHash } = await evaluatePortfolio(ctx, portfolioId, { requestedBy: "Ada" });
      if (rebalanceId === null || planHash === null) return portfolioId;
      await approveRebalance(ctx, { rebalanceId, planHash });
      await whenQuiet();
      return portfolioId;
    }
    if (choice < 0.55) {
      const [row] = (await (await openVenue(ctx, venueId)).fetchBalances()).filter((each) => each.asset === asset);
      const held = row?.total ?? quantity("0");
      const change = roundDownToStep(multiply(asset === "BTC" ? "1" : "20000", share.toFixed(6)), "0.000001");
      const isTaken = random.chance(0.25) && !isMore(change, held);
      steps.push(`${isTaken ? "take" : "bring"} ${change} ${asset}`);
      await setBalance(ctx, { venueId, asset, quantity: isTaken ? subtract(held, change) : add(held, change) });
    } else if (choice < 0.85) {
      const sides = [...portfolioIds, null];
      const from = random.pick(sides);
      const to = random.pick(sides);
      const moved = roundDownToStep(multiply(asset === "BTC" ? "0.6" : "15000", share.toFixed(6)), "0.000001");
      steps.push(`move ${moved} ${asset} from ${sides.indexOf(from)} to ${sides.indexOf(to)}`);
      await moveAllotment(ctx, { venueId, from, to, asset, quantity: moved });
    } else if (choice < 0.93) {
      steps.push("divide");
      const division =
        share < 0.5
          ? { kind: "quantity" as const, parts: [] }
          : { kind: "asset" as const, parts: [{ portfolioId, assets: [...ASSETS] }] };
      await setAllotments(ctx, { venueId, division });
    } else {
      const [, guest] = portfolioIds;
      const isThere = (await venuesOfPortfolio(ctx.db, guest)).some((venue) => venue.id === venueId);
      steps.push(isThere ? "leave" : "come back");
      const venueIds = isThere ? [elsewhere] : [elsewhere, venueId];
      await setPortfolioVenues(ctx, { portfolioId: guest, venueIds, divideVenueIds: [venueId] });
    }
  } catch (error) {
    const isRefusal =
      error instanceof PreconditionError ||
      error instanceof InputError ||
      error instanceof NotFoundError ||
      (error instanceof Error && error.name === "ZodError");
    if (!isRefusal) throw error;
    steps.push("(refused)");
  }
  return null;
}
