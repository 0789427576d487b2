/** What a test starts does not outlive it, even where the test's own process is killed and cleans up nothing. */
import { expect, test } from "@playwright/test";
import { SERVE } from "./fixtures/app";
import { freePort, type Running, removeDirectory, run, temporaryDirectory, until } from "./fixtures/processes";

/** A process that starts `args` as a test does, and waits to be killed. */
function startStarter(args: readonly string[], env: Record<string, string>): Running {
  const script = `
    const { run } = await import("./e2e/fixtures/processes.ts");
    run(${JSON.stringify(args)}, ${JSON.stringify(env)});`;
  return run(["--input-type=module", "--eval", script], {});
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test("an app and an exchange end with the process that started them", async () => {
  const [exchangePort, appPort, dataDirectory] = [await freePort(), await freePort(), await temporaryDirectory()];
  const env = { PORT: String(appPort), HOST: "127.0.0.1", EVENKEEL_DATA_DIR: dataDirectory, DATABASE_URL: "" };
  const starters = [
    {
      url: `http://127.0.0.1:${exchangePort}/_test/health`,
      args: ["e2e/test-exchange/main.ts", "--port", String(exchangePort)],
    },
    { url: `http://127.0.0.1:${appPort}/api/health`, args: SERVE },
  ].map(({ url, args }) => ({ url, starter: startStarter(args, env) }));
  try {
    for (const { url, starter } of starters) await until(url, async () => (await fetch(url)).ok, starter);
  } finally {
    for (const { starter } of starters) await starter.stop("SIGKILL");
  }
  for (const { url } of starters) await expect.poll(() => answers(url)).toBe(false);
  await removeDirectory(dataDirectory);
});
