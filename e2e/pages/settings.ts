/** The settings of the installation. */
import type { Page } from "@playwright/test";
import { capitalisations } from "./capitalisations";

export function settingsPage(page: Page) {
  return { open: () => page.goto("/settings"), capitalisations: capitalisations(page) };
}
