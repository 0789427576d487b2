/** The venues with their balances, keys and divisions. */
import type { Page } from "@playwright/test";
import { unknownOrders } from "./unknown-orders";

export function venuesPage(page: Page) {
  const division = page.getByRole("table", { name: "How Binance is divided" });
  return {
    open: () => page.goto("/venues"),
    binance: page.getByRole("heading", { name: "Binance" }),
    balance: (asset: RegExp) => page.getByRole("row", { name: asset }),
    total: page.getByRole("row", { name: /^Total/ }),
    testKey: () => page.getByRole("button", { name: /^Test/ }).first().click(),
    cannotWithdraw: page.getByText(/cannot withdraw/).first(),
    part: (name: string) => division.getByRole("row", { name }),
    divide: () => page.getByRole("button", { name: "Divide Binance" }).click(),
    dialog: page.getByRole("dialog"),
    unknownOrders: unknownOrders(page),
  };
}
