import { ListOrdersInput } from "@/lib/schemas/rebalance";
import { listOrders } from "@/server/services/order";
import { ownerProcedure, router } from "./trpc";

export const ordersRouter = router({
  list: ownerProcedure.input(ListOrdersInput).query(({ ctx, input }) => listOrders(ctx, input)),
});
