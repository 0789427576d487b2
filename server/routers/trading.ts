import { StopAllInput } from "@/lib/schemas/portfolio";
import { resumeTrading } from "@/server/services/trading/resume";
import { stopAllTrading } from "@/server/services/trading/stop-all";
import { actorOf, ownerProcedure, router } from "./trpc";

export const tradingRouter = router({
  stopAll: ownerProcedure.input(StopAllInput).mutation(async ({ ctx, input }) => {
    const reason = input?.reason || null;
    const stopped = await stopAllTrading({ ...ctx, actor: actorOf({ ...ctx.signedIn, sandboxId: null }) }, reason);
    // "All" is all: who presses it inside the sandbox stops their own trading too.
    if (ctx.signedIn.sandboxId) await stopAllTrading(ctx, reason);
    return stopped;
  }),
  resume: ownerProcedure.mutation(({ ctx }) => resumeTrading(ctx)),
});
