import { getShell } from "@/server/services/overview/shell";
import { ownerProcedure, router } from "./trpc";

export const shellRouter = router({
  // Inside the sandbox the person is still who they are.
  get: ownerProcedure.query(async ({ ctx }) => ({ ...(await getShell(ctx)), email: ctx.signedIn.email })),
});
