import type { OverviewView } from "@/lib/schemas/views";
import { pending } from "./pending";
import { ownerProcedure, router } from "./trpc";

export const overviewRouter = router({
  get: ownerProcedure.query((): Promise<OverviewView> => pending()),
});
