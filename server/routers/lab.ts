import { LabSetUpInput } from "@/lib/schemas/lab";
import { setUpLab } from "@/server/services/lab/set-up";
import { ownerProcedure, router } from "./trpc";

export const labRouter = router({
  setUp: ownerProcedure.input(LabSetUpInput).query(({ ctx, input }) => setUpLab(ctx, input)),
});
