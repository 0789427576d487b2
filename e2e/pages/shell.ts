/** What stands around every page: the ways, the breadcrumb, the account. */
import type { Page } from "@playwright/test";

export function shellAround(page: Page) {
  const breadcrumb = page.getByRole("navigation", { name: "Breadcrumb" });
  return {
    main: page.locator("#main"),
    nav: page.getByRole("navigation", { name: "Main", exact: true }),
    heading: page.getByRole("heading", { level: 1 }),
    crumb: breadcrumb.locator("[aria-current=page]"),
    back: (to: string) => breadcrumb.getByRole("link", { name: `Back to ${to}` }),
    async signOut() {
      await page.getByRole("button", { name: "Account", exact: true }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
    },
  };
}
