/** The README's first command, once everything is installed and built: the check before it, then the app. */
import { startApp } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("npm start says where it is and leads to set-up", async ({ page }) => {
  const app = await startApp({}, ["scripts/start.mjs"]);
  try {
    expect(app.output()).toContain(app.url);
    await page.goto(app.url);
    await expect(page).toHaveURL(/\/setup/);
  } finally {
    await app.remove();
  }
});
