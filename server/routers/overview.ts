import { getOverview } from "@/server/services/overview/get";
import { ownerProcedure, router } from "./trpc";

export const overviewRouter = router({
  get: ownerProcedure.query(({ ctx }) => getOverview(ctx)),
});
