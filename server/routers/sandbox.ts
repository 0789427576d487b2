import { enterSandbox, getSandbox, leaveSandbox, removeSandbox, requestSandbox } from "@/server/services/sandbox";
import { personProcedure, router } from "./trpc";

export const sandboxRouter = router({
  get: personProcedure.query(({ ctx }) => getSandbox(ctx)),
  build: personProcedure.mutation(({ ctx }) => requestSandbox(ctx)),
  enter: personProcedure.mutation(({ ctx }) => enterSandbox(ctx)),
  leave: personProcedure.mutation(({ ctx }) => leaveSandbox(ctx)),
  remove: personProcedure.mutation(({ ctx }) => removeSandbox(ctx)),
});
