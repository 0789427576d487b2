import { ListFeesInput } from "@/lib/schemas/history";
import { listFees } from "@/server/services/fee";
import { ownerProcedure, router } from "./trpc";

export const feesRouter = router({
  list: ownerProcedure.input(ListFeesInput).query(({ ctx, input }) => listFees(ctx, input)),
});
