/** The first page of an empty installation, and the one that asks for a session. */
import type { Page } from "@playwright/test";

interface Owner {
  name: string;
  email: string;
  password: string;
}

export function signInPage(page: Page) {
  const email = page.getByLabel("E-mail");
  const password = page.getByLabel("Password", { exact: true });
  return {
    returns: page.getByText("You come to the page you asked for."),
    problem: page.getByRole("alert").first(),
    async createOwner(owner: Owner) {
      await page.getByLabel("Your name").fill(owner.name);
      await email.fill(owner.email);
      await password.fill(owner.password);
      await page.getByRole("button", { name: "Set up Evenkeel" }).click();
    },
    async signIn(owner: Pick<Owner, "email" | "password">) {
      await email.fill(owner.email);
      await password.fill(owner.password);
      await page.getByRole("button", { name: "Sign in" }).click();
    },
  };
}
