/** A page reads alike what its shell, head and charts share; whoever changes things reads afresh. */
import { beforeEach, expect, test, vi } from "vitest";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createCaller } from "@/server/routers";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { oncePerRender } from "./once-per-render";
import { startOnPaper } from "./portfolio/start-on-paper";

describeOnEachDatabase("what a page reads", (database) => {
  let ctx: TestContext;
  let portfolioId: string;

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
    ({ portfolioId } = await startOnPaper(ctx, { templateId: "core-50-30-20", amount: "10000" }));
  });

  const callAs = (userId: string, render?: object) =>
    createCaller({ ...ctx, ...(render && { render }), signedIn: { userId, name: "Ada", email: "" } });
  const call = (render?: object) => callAs(ctx.ownerId, render);

  async function countReads(work: () => Promise<unknown>): Promise<number> {
    const select = vi.spyOn(ctx.db, "select");
    try {
      await work();
      return select.mock.calls.length;
    } finally {
      select.mockRestore();
    }
  }

  test("the chart of a portfolio reads nothing that its head has read", async () => {
    await call().portfolios.series({ portfolioId, range: "3M" });
    const api = call({});
    await api.portfolios.get({ portfolioId });
    expect(await countReads(() => api.portfolios.series({ portfolioId, range: "3M" }))).toBe(0);
    expect(await countReads(() => call({}).portfolios.series({ portfolioId, range: "3M" }))).toBeGreaterThan(0);
  });

  test("the chart of all portfolios reads nothing that the total beside it has read", async () => {
    const series = () => call().overview.series({ range: "1M" });
    await series();
    const alone = await countReads(series);
    const api = call({});
    await Promise.all([api.shell.get(), api.overview.page({})]);
    // Which portfolios there are, archived ones included.
    expect(await countReads(() => api.overview.series({ range: "1M" }))).toBe(1);
    expect(alone).toBeGreaterThan(1);
  });

  test("the shell asks once for what the page inside asks for as well", async () => {
    await call().portfolios.get({ portfolioId });
    const each = await countReads(async () => {
      await call().shell.get();
      await call().portfolios.get({ portfolioId });
    });
    const api = call({});
    const together = await countReads(() => Promise.all([api.shell.get(), api.portfolios.get({ portfolioId })]));
    expect(together).toBe(each - 1);
  });

  test("what is shown is the same, read once or afresh", async () => {
    const api = call({});
    await api.shell.get();
    expect(await api.portfolios.get({ portfolioId })).toEqual(await call().portfolios.get({ portfolioId }));
    expect(await api.overview.page({})).toEqual(await call().overview.page({}));
  });

  test("outside of a page, and on the next one, a change is seen at once", async () => {
    const api = call();
    expect((await api.portfolios.get({ portfolioId })).name).not.toBe("Renamed");
    await api.portfolios.rename({ portfolioId, name: "Renamed" });
    expect((await api.portfolios.get({ portfolioId })).name).toBe("Renamed");
    await api.portfolios.rename({ portfolioId, name: "Renamed again" });
    expect((await call({}).portfolios.get({ portfolioId })).name).toBe("Renamed again");
  });

  test("another owner is shown nothing of it, even within one render", async () => {
    const render = {};
    const stranger = await testContext(database);
    await call(render).portfolios.get({ portfolioId });
    const foreign = callAs(stranger.ownerId, render);
    await expect(foreign.portfolios.get({ portfolioId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await foreign.overview.page({})).portfolioCount).toBe(0);
  });

  test("two that ask at once wait for the same read", async () => {
    let reads = 0;
    const read = oncePerRender(async (_ctx: TestContext, name: string) => {
      reads += 1;
      return `${name} ${reads}`;
    });
    const rendering = { ...ctx, render: {} };
    expect(await Promise.all([read(rendering, "one"), read(rendering, "one"), read(rendering, "other")])).toEqual([
      "one 1",
      "one 1",
      "other 2",
    ]);
    expect(await read(ctx, "one")).toBe("one 3");
  });
});
