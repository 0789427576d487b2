import { MoveAllotmentInput, SetAllotmentsInput } from "@/lib/schemas/allotment";
import { moveAllotment, setAllotments } from "@/server/services/allotment";
import { ownerProcedure, router } from "./trpc";

export const allotmentsRouter = router({
  set: ownerProcedure.input(SetAllotmentsInput).mutation(({ ctx, input }) => setAllotments(ctx, input)),
  move: ownerProcedure.input(MoveAllotmentInput).mutation(({ ctx, input }) => moveAllotment(ctx, input)),
});
