import { z } from "zod";
import { ASSET_CODE } from "@/lib/engine/model";
import {
  importCapitalisations,
  listCapitalisations,
  removeCapitalisations,
  requestCapitalisations,
} from "@/server/services/capitalisation";
import { ownerProcedure, router } from "./trpc";

const TEXT_MAX = 4_000_000;
const asset = z.string().regex(ASSET_CODE);

const request = ownerProcedure
  .input(z.object({ assets: z.array(asset).max(100).default([]) }))
  .mutation(({ ctx, input }) => requestCapitalisations(ctx, input.assets));

export const capitalisationsRouter = router({
  list: ownerProcedure.query(({ ctx }) => listCapitalisations(ctx)),
  import: ownerProcedure
    .input(
      z.object({ name: z.string().trim().min(1).max(120), text: z.string().max(TEXT_MAX, "The file is too large.") }),
    )
    .mutation(({ ctx, input }) => importCapitalisations(ctx, input)),
  remove: ownerProcedure.mutation(({ ctx }) => removeCapitalisations(ctx)),
  request,
  /** Its name in 0.2. */
  ask: request,
});
