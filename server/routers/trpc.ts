/**
 * The entry points of the API. `ctx` of an owner procedure *is* the ServiceContext that verbs take, so a procedure is
 * one line: parse the input, call the verb. Errors are translated once, in ./errors.
 */
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import type { Database } from "@/server/db/client";
import type { Actor, ServiceContext } from "@/server/services/context";
import { findOpenSandbox } from "@/server/services/sandbox";
import { explainError, translateError } from "./errors";

/** Who is signed in, as far as the API cares. */
export interface SignedIn {
  userId: string;
  name: string;
  email: string;
  /** The caller's session; absent where a test or a scenario speaks for an owner. */
  sessionId?: string;
  /** The user in whose name they act inside the sandbox; null, absent: they are outside. */
  sandboxId?: string | null;
}

/** Whoever is signed in, inside the sandbox or outside as they left it. */
export async function readWorld(db: Database, signedIn: SignedIn | null): Promise<SignedIn | null> {
  return signedIn && { ...signedIn, sandboxId: await findOpenSandbox(db, signedIn.userId) };
}

export function actorOf({ userId, name, sandboxId }: SignedIn): Actor {
  return sandboxId ? { kind: "owner", userId: sandboxId, name, isSandbox: true } : { kind: "owner", userId, name };
}

/** Everything a verb needs except the caller; plus who is signed in, if anybody. */
export interface RequestContext extends Omit<ServiceContext, "actor"> {
  signedIn: SignedIn | null;
}

const t = initTRPC.context<RequestContext>().create({
  transformer: superjson,
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
  errorFormatter: ({ shape, error }) => {
    const body = explainError(error);
    const { code, message, path, detail } = body;
    return { ...shape, message, data: { ...shape.data, code, path, detail } };
  },
});

const withErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (!result.ok) throw translateError(result.error, { log: ctx.log, procedure: path });
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
export const publicProcedure = t.procedure.use(withErrors);

/** Needs a session. Ownership of what the input names is each verb's own check. */
export const ownerProcedure = publicProcedure.use(({ ctx, next }) => {
  const signedIn = requireSignedIn(ctx.signedIn);
  return next({ ctx: { ...ctx, signedIn, actor: actorOf(signedIn) } });
});

/** For what is the person's own, inside the sandbox too: account, sessions, settings, the sandbox itself. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  const signedIn = requireSignedIn(ctx.signedIn);
  return next({ ctx: { ...ctx, signedIn, actor: actorOf({ ...signedIn, sandboxId: null }) } });
});

function requireSignedIn(signedIn: SignedIn | null): SignedIn {
  if (!signedIn) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  return signedIn;
}
