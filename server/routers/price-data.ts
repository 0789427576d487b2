import { FillInput, ImportPricesInput, ImportRef, ProgressInput, SeriesRef } from "@/lib/schemas/price-data";
import {
  gapsOfSeries,
  importPrices,
  listSeries,
  removeImport,
  requestFill,
  seriesProgress,
} from "@/server/services/price-data";
import { ownerProcedure, router } from "./trpc";

export const historyRouter = router({
  series: ownerProcedure.query(({ ctx }) => listSeries(ctx)),
  fill: ownerProcedure.input(FillInput).mutation(({ ctx, input }) => requestFill(ctx, input)),
  progress: ownerProcedure.input(ProgressInput).query(({ ctx, input }) => seriesProgress(ctx, input.seriesIds)),
  gaps: ownerProcedure.input(SeriesRef).query(({ ctx, input }) => gapsOfSeries(ctx, input.seriesId)),
  import: ownerProcedure.input(ImportPricesInput).mutation(({ ctx, input }) => importPrices(ctx, input)),
  removeImport: ownerProcedure.input(ImportRef).mutation(({ ctx, input }) => removeImport(ctx, input.importId)),
});
