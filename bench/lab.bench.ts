/**
 * The lab in Chromium, on the built app and the simulated market: from a slider's input event to the frame after the
 * chart's line has changed, five years of ten assets by day and by the hour; and a fine heat map (990 runs) by the hour,
 * from choosing it to its last cell.
 */
import { existsSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { signIn, startApp } from "@/e2e/fixtures/app";
import { DEFAULT_LAB_COSTS, encodeLabSpec, type LabSpec, LINK_POLICY } from "@/lib/schemas/lab-spec";
import { figure, percentile } from "./figure";

const ASSETS = ["BTC", "ETH", "SOL", "ADA", "DOT", "LINK", "AVAX", "XRP", "LTC", "DOGE"];
const END = Date.UTC(2026, 0, 1);
const START = Date.UTC(2021, 0, 1);
const MOVES = 40;
const executablePath =
  process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

const specOf = (timeframe: "1h" | "1d"): LabSpec => ({
  version: 1,
  name: "Bench",
  prices: { source: "simulated", quote: "USDT", timeframe, extras: [] },
  period: { start: START, end: END },
  costs: DEFAULT_LAB_COSTS,
  strategies: [
    {
      name: "Yours",
      policy: {
        ...LINK_POLICY,
        targets: ASSETS.map((asset) => ({ kind: "asset", asset, weight: 1 / ASSETS.length })),
        band: { kind: "relative", ratio: 0.2 },
      },
    },
  ],
  chosen: 0,
  scale: "linear",
  sweep: { figure: "ahead", destination: "half" },
  seed: 1,
});

const app = await startApp();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}) });
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: app.url });
  const page = await context.newPage();
  await signIn(page.request, app);
  for (const [timeframe, target] of [
    ["1d", 50],
    ["1h", 100],
  ] as const) {
    await page.goto(`/lab?run=${encodeLabSpec(specOf(timeframe))}`);
    await page.getByTestId("lab-computed").getByText("computed in").waitFor({ timeout: 60_000 });
    const moves = await slide(page);
    const name = `slider to redrawn chart, five years ${timeframe} x 10`;
    figure(name, percentile(moves, 0.5), "ms", target, `p95 ${percentile(moves, 0.95).toFixed(0)} ms`);
  }
  const seconds = (await fillMap(page)) / 1000;
  figure("heat map, 990 runs, five years 1h x 10", seconds, "s", 2, "from the choice to the last cell");
} finally {
  await browser.close();
  await app.remove();
}

/** One move at a time, there and back; each waits until the line changed and a frame was painted. */
function slide(page: Page): Promise<number[]> {
  return page.getByRole("slider", { name: "Band" }).evaluate(async (slider, count) => {
    const chart = document.querySelector("[role=group][aria-label^='Value from']") ?? document.body;
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const waits: number[] = [];
    for (let move = 0; move < count; move += 1) {
      await new Promise((done) => setTimeout(done, 400));
      const changed = new Promise<void>((done) => {
        const watch = new MutationObserver(() => {
          watch.disconnect();
          done();
        });
        watch.observe(chart, { subtree: true, attributes: true, attributeFilter: ["d"] });
      });
      const startedAt = performance.now();
      setValue?.call(slider, String(Number((slider as HTMLInputElement).value) + (move % 2 === 0 ? 1 : -1)));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      await painted();
      if (move >= 4) waits.push(performance.now() - startedAt);
    }
    return waits;
  }, MOVES);
}

async function fillMap(page: Page): Promise<number> {
  const map = page.getByRole("region", { name: "Band by interval" });
  await map.scrollIntoViewIfNeeded();
  await map.locator("[data-step]:not([data-stale])").nth(41).waitFor({ timeout: 60_000 });
  const startedAt = performance.now();
  await map.getByLabel("Grid").selectOption("fine");
  await map.getByText("990 runs").waitFor({ timeout: 60_000 });
  return performance.now() - startedAt;
}
