import type { ShellView } from "@/lib/schemas/views";
import { pending } from "./pending";
import { ownerProcedure, router } from "./trpc";

export const shellRouter = router({
  get: ownerProcedure.query((): Promise<ShellView> => pending()),
});
