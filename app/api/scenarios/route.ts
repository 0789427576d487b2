/**
 * POST /api/scenarios {name, email?, password?}: builds a named world for the owner, whom it sets up when there is
 * none. There only with ENABLE_SCENARIOS=1: for demonstrations and tests, never for an installation with real keys.
 */

import { createOwner } from "@/server/auth/create-owner";
import { refusingForeign } from "@/server/auth/refuse-foreign";
import { type App, getApp } from "@/server/runtime/app";
import { isScenarioName, SCENARIOS } from "@/server/scenarios";
import { findOwner } from "@/server/scenarios/find-owner";

export const dynamic = "force-dynamic";

const DEMO_OWNER = { name: "Demo Owner", email: "demo@example.com", password: "a calm grey harbour" };

export const POST = refusingForeign(async (request) => {
  const app = await getApp();
  if (!app.env.hasScenarios) return Response.json({ message: "There is nothing here." }, { status: 404 });
  const input: unknown = await request.json().catch(() => ({}));
  const field = (key: string) =>
    input && typeof input === "object" && key in input ? Reflect.get(input, key) : undefined;
  const name = field("name");
  if (!isScenarioName(name)) {
    const known = Object.keys(SCENARIOS).join(", ");
    return Response.json({ message: `There is no such scenario. There are: ${known}.` }, { status: 400 });
  }
  try {
    const owner = await ownerFor(app, field("email"), field("password"));
    const ctx = app.contextFor({ kind: "owner", userId: owner.userId, name: owner.name });
    const startedAt = performance.now();
    const built = await SCENARIOS[name](ctx);
    const tookMs = Math.round(performance.now() - startedAt);
    app.log.info({ scenario: name, tookMs }, "A scenario was built");
    return Response.json({ ...built, email: owner.email, password: owner.password, tookMs });
  } catch (error) {
    app.log.error({ err: error, scenario: name }, "A scenario could not be built");
    return Response.json({ message: error instanceof Error ? error.message : "It failed." }, { status: 500 });
  }
});

/** The installation has one owner: the one who is there (whose password is nobody's business), or a new one. */
async function ownerFor(app: App, email: unknown, password: unknown) {
  const there = await findOwner(app.db);
  if (there) return { userId: there.id, name: there.name, email: there.email, password: null };
  const wanted = {
    ...DEMO_OWNER,
    ...(typeof email === "string" ? { email } : {}),
    ...(typeof password === "string" ? { password } : {}),
  };
  const { userId } = await createOwner(app, wanted);
  return { userId, ...wanted };
}
