/**
 * The overview of forty and of a thousand portfolios, a year of days behind each, on the embedded database on disk: what
 * one opening of the page reads and computes on the server. Aim for the thousand: 300 ms at p95.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "@/server/db/embedded";
import { migrate } from "@/server/db/migrate";
import { getOverviewPage } from "@/server/services/overview/get-page";
import { getShell } from "@/server/services/overview/shell";
import { getTotalSeries } from "@/server/services/overview/total-series";
import { listWaiting } from "@/server/services/rebalance/proposal/list-waiting";
import { testContext } from "@/server/testing/context";
import { seedPortfolios } from "@/server/testing/many-portfolios";
import { figure, percentile } from "./figure";

const RUNS = 60;

/** Processor time, not the clock on the wall: what one core spends, however busy the machine is. */
async function times(runs: number, work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(started);
    took.push((user + system) / 1_000);
  }
  return took;
}

const directory = mkdtempSync(join(tmpdir(), "evenkeel-bench-"));
const database = await openEmbedded(join(directory, "database"));
try {
  await migrate(database);
  for (const count of [40, 1_000]) {
    const ctx = await testContext(database);
    const specs = Array.from({ length: count }, (_, place) => ({
      days: 365,
      baseCurrency: place % 5 === 4 ? "EUR" : "USDT",
      prices: { BTC: place % 5 === 4 ? "46000" : "50000" },
      // As on a day on which the market moved: nearly all of them wait.
      ...(place % 20 === 19 ? {} : { proposedFor: 3_600_000 }),
    }));
    await seedPortfolios(ctx, specs);
    const aim = count === 1_000 ? 300 : null;
    const named = `overview of ${count}`;
    await getOverviewPage(ctx, {});
    const page = await times(RUNS, () => getOverviewPage(ctx, {}));
    figure(`${named}: the page, p50`, percentile(page, 0.5), "ms", null);
    figure(`${named}: the page, p95`, percentile(page, 0.95), "ms", aim);
    const sorted = await times(RUNS / 2, () => getOverviewPage(ctx, { state: "waits", sort: "drift", page: 2 }));
    figure(`${named}: filtered, sorted, second page, p95`, percentile(sorted, 0.95), "ms", aim);
    const [first = Number.NaN, ...again] = await times(RUNS / 4, () => getTotalSeries(ctx, { range: "3M" }));
    figure(`${named}: the line over three months, the first time`, first, "ms", null);
    figure(`${named}: the same again, p95`, percentile(again, 0.95), "ms", aim);
    const shell = await times(RUNS / 2, () => getShell(ctx));
    figure(`${named}: what stands around every page, p95`, percentile(shell, 0.95), "ms", null);
    const review = await times(RUNS / 4, () => listWaiting(ctx));
    figure(`${named}: the review list, p95`, percentile(review, 0.95), "ms", null);
  }
} finally {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
}
