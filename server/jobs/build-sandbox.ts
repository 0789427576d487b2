import { eq } from "drizzle-orm";
import { users } from "@/drizzle/schema";
import { SCENARIOS } from "@/server/scenarios";
import { buildSandbox } from "@/server/services/sandbox";
import type { JobDependencies } from "./dependencies";

/** Speaks as the sandbox's own user; one that was removed meanwhile is not built. */
export async function buildSandboxOf(deps: JobDependencies, userId: string): Promise<void> {
  const [user] = await deps.db.select({ name: users.name }).from(users).where(eq(users.id, userId));
  if (!user) return;
  const ctx = deps.contextFor({ kind: "owner", userId, name: user.name, isSandbox: true });
  await buildSandbox(ctx, userId, SCENARIOS.demo);
}
