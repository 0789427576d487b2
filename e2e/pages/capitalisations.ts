/** The card of market capitalisations, in the policy editor and in the settings. */
import type { Page } from "@playwright/test";

export function capitalisations(page: Page) {
  const card = page.getByRole("region", { name: "Market capitalisations" });
  return {
    card,
    row: (name: RegExp) => card.getByRole("row", { name }),
    upload: (name: string, text: string) =>
      card.getByLabel("Upload a file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) }),
    removeFile: () => card.getByRole("button", { name: "Remove the file" }).click(),
  };
}
