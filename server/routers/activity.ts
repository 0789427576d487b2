import { ListActivityInput } from "@/lib/schemas/account";
import { listActivity } from "@/server/services/activity";
import { ownerProcedure, router } from "./trpc";

export const activityRouter = router({
  list: ownerProcedure.input(ListActivityInput).query(({ ctx, input }) => listActivity(ctx, input)),
});
