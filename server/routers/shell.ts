import { getShell } from "@/server/services/overview/shell";
import { ownerProcedure, router } from "./trpc";

export const shellRouter = router({
  get: ownerProcedure.query(({ ctx }) => getShell(ctx)),
});
