import { z } from "zod";
import { UpdateSettingsInput } from "@/lib/schemas/account";
import { Id } from "@/lib/schemas/common";
import { PreconditionError } from "@/server/services/errors";
import { endSessions, getSettings, listSessions, updateSettings } from "@/server/services/settings";
import { personProcedure, router } from "./trpc";

export const settingsRouter = router({
  get: personProcedure.query(({ ctx }) => getSettings(ctx)),
  update: personProcedure.input(UpdateSettingsInput).mutation(({ ctx, input }) => updateSettings(ctx, input)),
  sessions: personProcedure.query(({ ctx }) => listSessions(ctx, ctx.signedIn.sessionId ?? null)),
  endSession: personProcedure
    .input(z.object({ sessionId: Id }))
    .mutation(({ ctx, input }) => endSessions(ctx, { sessionId: input.sessionId })),
  endOtherSessions: personProcedure.mutation(({ ctx }) => {
    const current = ctx.signedIn.sessionId;
    if (!current) throw new PreconditionError("This session does not know its own name. Sign out and in again.");
    return endSessions(ctx, { except: current });
  }),
});
