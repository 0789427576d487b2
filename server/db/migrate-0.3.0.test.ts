/**
 * An installation that 0.3.0 left behind, brought to this version. fixtures/database-0.3.0.json was written by that
 * version: two paper portfolios, one with a proposal waiting and one amid a run whose second order nobody has answered,
 * pending rebalances, what was confirmed of each account, and a stop of all trading.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createCaller } from "@/server/routers";
import { resumeTrading } from "@/server/services/trading/resume";
import { testContext } from "@/server/testing/context";
import { type OpenedRelease, readRelease, rowsOf, waysToOpen } from "@/server/testing/released-installation";

const RELEASED = readRelease("0.3.0");
const THEN = Date.UTC(2026, 10, 28, 12, 1);

describe.each(waysToOpen({ version: "0.3.0", rows: RELEASED, migrationCount: 7 }))(
  "an installation of 0.3.0 (%s)",
  (_name, open) => {
    let restored: OpenedRelease;
    beforeAll(async () => {
      restored = await open();
    }, 300_000);
    afterAll(() => restored.remove());
    const ids = (table: string) => (RELEASED[table] ?? []).map(({ id }) => String(id));

    test("keeps every row and every figure", async () => {
      for (const [table, rows] of Object.entries(RELEASED)) {
        const found = await rowsOf(restored.database, table);
        expect(found, table).toHaveLength(rows.length);
        for (const row of rows) expect(found, table).toContainEqual(expect.objectContaining(row));
      }
    });

    test("is shown on every page, and checked", async () => {
      const now = () => THEN;
      const ctx = await testContext(restored.database, { venues: createVenueDirectory({ now }), now });
      const userId = ids("users")[0]!;
      const api = createCaller({ ...ctx, signedIn: { userId, name: "Ada", email: "" } });
      expect((await api.overview.page({})).portfolioCount).toBe(2);
      await api.overview.series({ range: "1M" });
      await api.shell.get();
      await api.venues.list();
      await api.activity.list({});
      for (const portfolioId of ids("portfolios")) {
        await api.portfolios.get({ portfolioId });
        await api.portfolios.performance({ portfolioId, range: "1M" });
        await api.fees.list({ portfolioId });
      }
      for (const rebalanceId of ids("rebalances"))
        expect(await api.rebalances.get({ rebalanceId })).toMatchObject({ id: rebalanceId });
      await resumeTrading({ ...ctx, actor: { kind: "owner", userId, name: "Ada" } });
      for (const portfolioId of ids("portfolios"))
        expect(await api.portfolios.checkNow({ portfolioId })).toMatchObject({ sentence: expect.any(String) });
    });
  },
);
