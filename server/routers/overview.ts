import { ListPortfoliosInput, TotalSeriesInput } from "@/lib/schemas/overview";
import { getOverview } from "@/server/services/overview/get";
import { getOverviewPage } from "@/server/services/overview/get-page";
import { getTotalSeries } from "@/server/services/overview/total-series";
import { ownerProcedure, router } from "./trpc";

export const overviewRouter = router({
  get: ownerProcedure.query(({ ctx }) => getOverview(ctx)),
  page: ownerProcedure.input(ListPortfoliosInput).query(({ ctx, input }) => getOverviewPage(ctx, input)),
  series: ownerProcedure.input(TotalSeriesInput).query(({ ctx, input }) => getTotalSeries(ctx, input)),
});
