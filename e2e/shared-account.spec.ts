/** Two portfolios never count or trade the same units: an account is one portfolio's, or divided in plain sight. */
import { mutate, query } from "./fixtures/api";
import { POLICY_50_30_20 } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("a second portfolio on the same account is refused until the account is divided; money is counted once", async ({
  page,
  exchange,
  venues,
  stage,
}) => {
  const { venueId } = await stage.fiftyThirtyTwenty();
  const second = { name: "Second", baseCurrency: "USDT", venueIds: [venueId], policy: POLICY_50_30_20 };
  await expect(mutate(page.request, "portfolios.create", second)).rejects.toThrow(/Long-term core/);

  await mutate(page.request, "portfolios.create", { ...second, divideVenueIds: [venueId] });
  await venues.open();
  for (const part of ["Long-term core", "Second", "Not allotted"]) await expect(venues.part(part)).toBeVisible();
  await venues.divide();
  await expect(venues.dialog).toContainText("not allotted");
  await page.keyboard.press("Escape");

  const { totalValue } = await query<{ totalValue: string | null }>(page.request, "overview.get");
  expect(Number(totalValue ?? 0)).toBeLessThan(100_100);
  expect(await exchange.sent()).toHaveLength(0);
});
