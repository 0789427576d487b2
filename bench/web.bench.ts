/**
 * The built app on the `demo` scenario (a year of hourly valuations), as a user meets it: start, portfolio page, memory,
 * and from the approving click to the first order at the exchange. Chromium is pinned to one core where taskset exists.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { startApp } from "@/e2e/fixtures/app";
import { MOVED, openExchange, STARTED } from "@/e2e/fixtures/exchange";
import { projectRoot, until } from "@/e2e/fixtures/processes";
import { checkNow, POLICY_50_30_20, readRebalance, stageFiftyThirtyTwenty } from "@/e2e/fixtures/stage";
import { figure, percentile } from "./figure";

const executablePath =
  process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

async function main() {
  const app = await startApp();
  try {
    const built = await (await fetch(`${app.url}/api/scenarios`, json({ name: "demo" }))).json();
    const cookie = await session(app.url, built.email, built.password);
    const page = `${app.url}/portfolios/${built.portfolioIds[0]}`;
    await get(page, cookie);

    const pid = await servingPid(app.url);
    await app.stop();
    const startedAt = performance.now();
    await app.start();
    figure("warm start to first 200", (performance.now() - startedAt) / 1000, "s", 3);
    const restarted = await servingPid(app.url);
    await get(page, cookie);
    await idle();
    figure("resident memory, idle", residentMegabytes(restarted ?? pid), "MB", 350);

    const first: number[] = [];
    for (let run = 0; run < 220; run++) first.push((await get(page, cookie)).firstByteMs);
    const warmed = first.slice(20);
    figure("portfolio page, time to first byte, p50", percentile(warmed, 0.5), "ms", null);
    figure("portfolio page, time to first byte, p95", percentile(warmed, 0.95), "ms", 50);
    for (let run = 0; run < 780; run++) await get(page, cookie);
    figure("resident memory, after 1,000 requests", residentMegabytes(restarted ?? pid), "MB", 500);

    await inBrowser(page, cookie, app.url);
  } finally {
    await app.remove();
  }
  await approvals();
}

const json = (body: unknown) => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

async function session(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    ...json({ email, password }),
    headers: { "content-type": "application/json", origin: url },
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function get(url: string, cookie: string) {
  const startedAt = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  const reader = answer.body?.getReader();
  await reader?.read();
  const firstByteMs = performance.now() - startedAt;
  while (!(await reader?.read())?.done);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return { firstByteMs };
}

async function inBrowser(url: string, cookie: string, origin: string) {
  const pinned = pinnedLauncher(executablePath);
  const browser = await chromium.launch({ ...(pinned ? { executablePath: pinned } : {}) });
  const results: { lcp: number; bytes: number; scripts: Set<string> }[] = [];
  for (let run = 0; run < 5; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(
      cookie
        .split("; ")
        .map((pair) => ({ name: pair.split("=")[0] ?? "", value: pair.slice(pair.indexOf("=") + 1), url: origin })),
    );
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send("Network.enable");
    let bytes = 0;
    wire.on("Network.loadingFinished", (event) => {
      bytes += event.encodedDataLength;
    });
    const scripts = new Set<string>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.add(new URL(response.url()).pathname);
    });
    await page.goto(url, { waitUntil: "networkidle" });
    const lcp = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
            type: "largest-contentful-paint",
            buffered: true,
          });
        }),
    );
    results.push({ lcp, bytes, scripts });
    await context.close();
  }
  await browser.close();
  figure(
    "portfolio page, largest contentful paint, median",
    percentile(
      results.map(({ lcp }) => lcp),
      0.5,
    ),
    "ms",
    600,
    pinned === executablePath ? "" : "one core",
  );
  figure(
    "portfolio page, bytes with an empty cache",
    percentile(
      results.map(({ bytes }) => bytes),
      0.5,
    ) / 1000,
    "kB",
    500,
  );
  const fetched = results[0]?.scripts ?? new Set<string>();
  const named = await scriptsOfPage(url, cookie);
  const kilobytes = (paths: readonly string[]) => paths.reduce((sum, path) => sum + gzippedSize(path), 0) / 1000;
  figure("first-load JS (scripts the page names), gzip", kilobytes(named), "kB", 180);
  figure(
    "charts and prefetch, after the first load, gzip",
    kilobytes([...fetched].filter((path) => !named.includes(path))),
    "kB",
    null,
  );
}

/** What the HTML itself loads, as a browser of today reads it: without the `noModule` fallback. */
async function scriptsOfPage(url: string, cookie: string): Promise<string[]> {
  const html = await (await fetch(url, { headers: { cookie } })).text();
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  return [...new Set(tags.map(([, path]) => new URL(path ?? "", url).pathname))];
}

const gzippedSize = (path: string) =>
  gzipSync(readFileSync(join(projectRoot, ".next", path.replace(/^\/_next\//, "")))).length;

function pinnedLauncher(path: string | undefined): string | undefined {
  if (!path || !existsSync("/usr/bin/taskset")) return path;
  const script = join(projectRoot, ".test-chromium-one-core");
  writeFileSync(script, `#!/bin/sh\nexec taskset -c 1 ${path} "$@"\n`, { mode: 0o755 });
  process.once("exit", () => execFileSync("rm", ["-f", script]));
  return script;
}

/** The health answer names the serving process. */
async function servingPid(url: string): Promise<number | null> {
  const answer = await fetch(`${url}/api/health`);
  const facts = (await answer.json()) as { pid?: number };
  return facts.pid ?? null;
}

function residentMegabytes(pid: number | null): number {
  if (pid === null) return Number.NaN;
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1]) / 1024;
}

const idle = () => new Promise((done) => setTimeout(done, 5_000));

/**
 * Twelve proposals on the exchange server: from the approving request to the order's arrival there. Between them it
 * rests as an owner would: right after a run the limiter still pays off the run's own requests (about 1 s a run).
 */
async function approvals() {
  const exchange = await openExchange();
  const app = await startApp({ EXCHANGE_URL_BINANCE: exchange.url });
  const { request: requests } = await import("@playwright/test");
  const request = await requests.newContext({ baseURL: app.url });
  const waits: number[] = [];
  try {
    const { portfolioId } = await stageFiftyThirtyTwenty(request, app, exchange, {
      // Twelve runs in a row: a day's turnover that no owner would allow.
      limits: { ...POLICY_50_30_20.limits, turnoverPerDayMax: 100 },
    });
    for (let run = 0; run < 12; run++) {
      await exchange.command("prices", run % 2 === 0 ? MOVED : STARTED);
      const { rebalanceId } = await checkNow(request, portfolioId);
      if (rebalanceId === null) throw new Error("No proposal to approve");
      const { plan } = await readRebalance(request, rebalanceId);
      await idle();
      const before = (await arrivals(exchange)).length;
      const clickedAt = Date.now();
      const approved = await request.post("/api/trpc/rebalances.approve", {
        data: { json: { rebalanceId, planHash: plan.planHash } },
      });
      if (!approved.ok()) throw new Error(await approved.text());
      await until("the first order", async () => (await arrivals(exchange)).length > before);
      waits.push(((await arrivals(exchange))[before]?.at ?? Number.NaN) - clickedAt);
      await until("the end of the run", async () => (await readRebalance(request, rebalanceId)).state === "settled");
    }
    figure("approve to first order at the exchange, p50", percentile(waits, 0.5), "ms", null);
    figure("approve to first order at the exchange, p95", percentile(waits, 0.95), "ms", 250);
  } finally {
    await request.dispose();
    await app.remove();
    await exchange.remove();
  }
}

const arrivals = async (exchange: Awaited<ReturnType<typeof openExchange>>) =>
  (await exchange.requests()).filter(({ method, path }) => method === "POST" && path === "/api/v3/order");

if (process.argv.includes("--approvals")) await approvals();
else await main();
