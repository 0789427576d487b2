/** The lab: the panel with its sliders, the result, and the cards around it. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { labHeat } from "./lab-heat";
import { labLuck } from "./lab-luck";

export function labPage(page: Page) {
  const figures = page.getByRole("region", { name: "Figures of all policies" });
  const dialog = page.getByRole("dialog");
  const weights = page.getByRole("region", { name: "Weights", exact: true });
  return {
    open: (portfolioId?: string) => page.goto(portfolioId === undefined ? "/lab" : `/lab?portfolio=${portfolioId}`),
    result: page.getByRole("region", { name: "Result" }),
    computed: page.getByTestId("lab-computed"),
    /** What the policy does, in one sentence. */
    sentence: page.getByTestId("lab-sentence"),
    draft: page.getByText("Your draft").first(),
    band: page.getByRole("slider", { name: "Band" }),
    period: (name: string) => page.getByRole("button", { name }).click(),
    figures: () => figures.getByRole("rowgroup").last().innerText(),
    figure: (name: RegExp) => figures.getByRole("row", { name }).innerText(),
    column: (name: RegExp | string) => page.getByRole("columnheader", { name }),
    chart: page.getByRole("group", { name: /^Value from/ }),
    tip: page.getByRole("group", { name: /^Value from/ }).getByRole("status"),
    heat: labHeat(page),
    luck: labLuck(page),
    weights,
    traces: weights.getByRole("group", { name: /^Weights from .* rebalances/ }),
    stacked: weights.getByRole("group", { name: /^Weights stacked/ }),
    showStacked: () => weights.getByRole("button", { name: "Stacked" }).click(),
    years: page.getByRole("region", { name: "Year by year" }),
    noPrices: page.getByText("No prices of Binance are stored here yet."),
    pricesFailed: page.getByText("The prices could not be had."),
    linkRefused: page.getByText("This link could not be opened."),
    useSimulatedPrices: () => page.getByRole("button", { name: "Use simulated prices" }).click(),
    tryAgain: () => page.getByRole("button", { name: "Try again" }).click(),
    bringInPrices: () => page.getByRole("button", { name: "Bring in prices", exact: true }).click(),
    showPrices: () => page.getByRole("button", { name: "Prices…", exact: true }).click(),
    edges: dialog.getByLabel("Prices that begin late or end early"),
    edgesHint: dialog.getByText(/^\w+ (begins|ends) on /),
    donePrices: () => dialog.getByRole("button", { name: "Done" }).click(),
    async choosePrices() {
      await page
        .getByRole("button", { name: /Prices|simulated/i })
        .first()
        .click();
      await page.getByRole("button", { name: "Bring in prices…" }).click();
    },
    async compareWith(name: RegExp) {
      await page.getByRole("button", { name: "Compare…" }).click();
      await dialog.getByRole("button", { name }).click();
    },
    async copyLink() {
      await page.getByRole("button", { name: "Copy link" }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    },
    usePolicy: () =>
      page
        .getByRole("button", { name: /^Use this policy/ })
        .first()
        .click(),
    firstPortfolio: dialog.getByRole("radio").first(),
    openInEditor: () => dialog.getByRole("button", { name: "Open it in the editor" }).click(),
    async export(label: string) {
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: label }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    },
  };
}
