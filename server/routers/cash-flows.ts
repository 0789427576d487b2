import { ListCashFlowsInput } from "@/lib/schemas/history";
import { listCashFlows } from "@/server/services/cash-flow";
import { ownerProcedure, router } from "./trpc";

export const cashFlowsRouter = router({
  list: ownerProcedure.input(ListCashFlowsInput).query(({ ctx, input }) => listCashFlows(ctx, input)),
});
