import { StopAllInput } from "@/lib/schemas/portfolio";
import { resumeTrading } from "@/server/services/trading/resume";
import { stopAllTrading } from "@/server/services/trading/stop-all";
import { ownerProcedure, router } from "./trpc";

export const tradingRouter = router({
  stopAll: ownerProcedure.input(StopAllInput).mutation(({ ctx, input }) => stopAllTrading(ctx, input?.reason || null)),
  resume: ownerProcedure.mutation(({ ctx }) => resumeTrading(ctx)),
});
