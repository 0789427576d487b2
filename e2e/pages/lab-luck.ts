/** The lab's card of other starts and other paths. */
import type { Page } from "@playwright/test";

export function labLuck(page: Page) {
  const card = page.getByRole("region", { name: "How much was luck" });
  const paths = card.getByRole("region", { name: /^Other paths/ });
  return {
    show: () => card.scrollIntoViewIfNeeded(),
    starts: card.getByRole("region", { name: /^Other starts/ }).getByTestId("spread-sentence"),
    paths: paths.getByTestId("spread-sentence"),
    pathFigures: () => paths.getByRole("table").innerText(),
    seed: card.getByLabel("Seed"),
    done: card.getByText("Each dot is an equal share"),
    running: card.getByText(/of 400 runs|Each dot/),
  };
}
