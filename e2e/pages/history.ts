/** The tabs of a portfolio beside its first: history with its filter and files, and performance. */
import type { Page } from "@playwright/test";

export function historyPage(page: Page) {
  const tabs = page.getByRole("navigation", { name: "Pages of this portfolio" });
  const kinds = page.getByRole("navigation", { name: "What of the history" });
  return {
    open: (portfolioId: string, query = "") => page.goto(`/portfolios/${portfolioId}/history${query}`),
    openPerformance: (portfolioId: string, query = "") => page.goto(`/portfolios/${portfolioId}/performance${query}`),
    tab: (name: string) => tabs.getByRole("link", { name }),
    kind: (name: string) => kinds.getByRole("link", { name }),
    choose: (filter: "Period" | "Asset" | "State", label: string) =>
      page.getByRole("combobox", { name: filter }).selectOption({ label }),
    rows: (table: string) => page.getByRole("table", { name: table }).getByRole("row"),
    nothingMatches: page.getByText("Nothing here matches."),
    showAll: () => page.getByRole("main").getByRole("link", { name: "Show all" }).click(),
    againstHolding: page.getByRole("region", { name: "Against holding" }),
    tooFewPoints: page.getByText("Too few checks in this range to compare."),
    /** Name and lines of the file. */
    async exportCsv(): Promise<{ name: string; lines: string[] }> {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /^Export CSV/ }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
      const text = Buffer.concat(chunks).toString("utf8");
      return { name: download.suggestedFilename(), lines: text.trimEnd().split("\r\n") };
    },
  };
}
