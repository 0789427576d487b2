/** The policy editor: its pages, fields and switches, and the bar that saves. */
import type { Page } from "@playwright/test";
import { capitalisations } from "./capitalisations";

export function policyEditor(page: Page) {
  const tabs = page.getByRole("navigation", { name: "Pages of the policy" });
  const preview = page.getByRole("complementary", { name: "Preview" });
  const lastYear = page.getByRole("region", { name: "On the last year" });
  const save = page.getByRole("region", { name: "Save" });
  return {
    open: (portfolioId: string, name?: "weights" | "bands" | "stop") =>
      page.goto(`/portfolios/${portfolioId}/policy${name === undefined ? "" : `?page=${name}`}`),
    preview,
    lastYear,
    lastYearEdges: lastYear.getByLabel("Prices that begin late or end early"),
    /** The last tick of the gauges' axis. */
    previewAxis: preview.getByText(/^\d+ %$/),
    tab: (name: RegExp | string) => tabs.getByRole("link", { name }),
    heading: (name: RegExp) => page.getByRole("heading", { level: 2, name }).first(),
    switch: (name: RegExp | string) => page.getByRole("switch", { name }),
    rule: (name: RegExp) => page.getByRole("radio", { name }),
    field: (name: string) => page.getByRole("spinbutton", { name }),
    /** "Fixed" or "follows", by asset. */
    weightOf: (asset: string) => page.getByRole("combobox", { name: `${asset}: how its weight is set` }),
    following: page.getByRole("region", { name: "Who follows it" }),
    capitalisations: capitalisations(page),
    bringBackDraft: () => page.getByRole("button", { name: "Bring them back" }).click(),
    saveButton: save.getByRole("button", { name: /Save as version/ }),
    saveAs: (version: number) => save.getByRole("button", { name: `Save as version ${version}` }),
    showProblem: save.getByRole("button", { name: /Show/ }),
    text: (text: RegExp | string) => page.getByText(text),
    fromLab: page.getByText("This draft comes from the lab."),
    discard: () => page.getByRole("button", { name: "Discard" }).click(),
    testInLab: () => page.getByRole("link", { name: "Test in the lab" }).click(),
  };
}
