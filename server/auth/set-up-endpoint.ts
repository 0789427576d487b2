/** POST /api/auth/set-up: registers the owner and signs them in. better-auth's own sign-up stays shut for good. */
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, formCsrfMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Database } from "@/server/db/client";
import { PreconditionError } from "@/server/services/errors";
import { createOwner } from "./create-owner";

const SetUpBody = z.object({
  name: z.string(),
  email: z.string(),
  password: z.string(),
  timeZone: z.string().optional(),
});

export function setUpEndpoint(deps: { db: Database; now: () => number }) {
  return {
    id: "evenkeel-set-up",
    endpoints: {
      setUp: createAuthEndpoint(
        "/set-up",
        { method: "POST", body: SetUpBody, use: [formCsrfMiddleware] },
        async (ctx) => {
          const { userId } = await createOwner(deps, ctx.body).catch(refuse);
          const user = await ctx.context.internalAdapter.findUserById(userId);
          const session = await ctx.context.internalAdapter.createSession(userId);
          if (!user || !session) throw new APIError("INTERNAL_SERVER_ERROR", { message: "Sign in to go on." });
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ userId });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/** Our sentences, in the shape better-auth answers with: `path` names the field at fault. */
function refuse(error: unknown): never {
  if (error instanceof PreconditionError)
    throw new APIError("FORBIDDEN", { message: error.message, code: "OWNER_EXISTS" });
  if (error instanceof z.ZodError) {
    const issue = error.issues[0];
    throw new APIError("BAD_REQUEST", {
      message: issue?.message ?? "The input cannot be used.",
      code: "INVALID_INPUT",
      path: String(issue?.path[0] ?? ""),
    });
  }
  throw error;
}
