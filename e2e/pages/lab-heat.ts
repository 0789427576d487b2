/** The lab's map of band by interval. */
import type { Page } from "@playwright/test";

export function labHeat(page: Page) {
  const card = page.getByRole("region", { name: "Band by interval" });
  return {
    card,
    show: () => card.scrollIntoViewIfNeeded(),
    filled: card.locator("[data-place][data-step]:not([data-stale])"),
    firstCell: card.locator("[data-place='0']"),
    cell: (name: RegExp) => card.getByLabel(name),
    yours: card.locator("[data-place][aria-current]").first(),
    readout: card.getByTestId("heat-readout"),
    text: (text: string | RegExp) => card.getByText(text),
    destination: (name: string) => card.getByRole("button", { name }).click(),
    grid: card.getByLabel("Grid"),
    shown: card.getByLabel("What the cells show"),
    compute: () => card.getByRole("button", { name: "Compute" }).click(),
    /** Quicker than any hand: the whole map may take less than a second. */
    cancelAtOnce: () =>
      card.evaluate((element) => {
        const watch = new MutationObserver(() => {
          const cancel = [...element.querySelectorAll("button")].find(({ textContent }) => textContent === "Cancel");
          if (!cancel) return;
          watch.disconnect();
          cancel.click();
        });
        watch.observe(element, { childList: true, subtree: true });
      }),
  };
}
