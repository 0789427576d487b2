/** Orders without an answer, as overview, portfolio and venues show them alike. */
import type { Page } from "@playwright/test";

export const unknownOrders = (page: Page) => page.getByRole("region", { name: "Orders being checked" });
