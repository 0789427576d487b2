/** Portfolios that were put away. */
import type { Page } from "@playwright/test";

export function archivedPage(page: Page) {
  const dialog = page.getByRole("dialog");
  return {
    open: () => page.goto("/portfolios?state=archived"),
    nothing: page.getByText("Nothing is archived."),
    restore: (name: string) => page.getByRole("button", { name: `Restore ${name}` }).click(),
    delete: (name: string) => page.getByRole("button", { name: `Delete ${name}` }).click(),
    dialog,
    exportRecords: () => dialog.getByRole("button", { name: "Export its records" }).click(),
    typeName: (name: string) => dialog.getByRole("textbox").fill(name),
    deleteButton: dialog.getByRole("button", { name: "Delete this portfolio" }),
  };
}
