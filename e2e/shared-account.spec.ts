/** Two portfolios never count or trade the same units: an account is one portfolio's, or divided in plain sight. */
import { mutate, query } from "./fixtures/api";
import { POLICY_50_30_20, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("a second portfolio on the same account is refused, with the way to divide it", async ({
  page,
  house,
  exchange,
}) => {
  const { venueId } = await stageFiftyThirtyTwenty(page.request, house, exchange);
  const second = { name: "Second", baseCurrency: "USDT", venueIds: [venueId], policy: POLICY_50_30_20 };
  await expect(mutate(page.request, "portfolios.create", second)).rejects.toThrow(/Long-term core|divide/i);

  await page.goto("/venues");
  await page.getByRole("button", { name: "Divide this account" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/not allotted/i);
  await expect(dialog).toContainText("Long-term core");
  await page.keyboard.press("Escape");

  const { totalValue } = await query<{ totalValue: string | null }>(page.request, "overview.get");
  expect(Number(totalValue)).toBeCloseTo(100_000, -2);
});
