import { StopAllInput } from "@/lib/schemas/portfolio";
import { pending } from "./pending";
import { ownerProcedure, router } from "./trpc";

export const tradingRouter = router({
  stopAll: ownerProcedure.input(StopAllInput).mutation((): Promise<{ stoppedAt: number }> => pending()),
  resume: ownerProcedure.mutation((): Promise<{ resumedAt: number }> => pending()),
});
