import { PortfolioRef } from "@/lib/schemas/common";
import { ExportHistoryInput } from "@/lib/schemas/history";
import {
  AcceptSuspectInput,
  CreatePortfolioInput,
  DecisionsInput,
  DeletePortfolioInput,
  PerformanceInput,
  RenamePortfolioInput,
  RestorePortfolioInput,
  SeriesInput,
  SetVenuesInput,
  StartOnPaperInput,
} from "@/lib/schemas/portfolio";
import { acceptSeen } from "@/server/services/confirmation/accept";
import { resumeDeclined } from "@/server/services/pending";
import { archivePortfolio } from "@/server/services/portfolio/archive";
import { checkNow } from "@/server/services/portfolio/check-now";
import { createPortfolio } from "@/server/services/portfolio/create";
import { listDecisions } from "@/server/services/portfolio/decisions";
import { deletePortfolio } from "@/server/services/portfolio/delete";
import { exportHistory } from "@/server/services/portfolio/export-history";
import { exportHoldings } from "@/server/services/portfolio/export-holdings";
import { exportRecords } from "@/server/services/portfolio/export-records";
import { getPortfolioView } from "@/server/services/portfolio/get";
import { listHistoryFacets } from "@/server/services/portfolio/history-facets";
import { listPortfolios } from "@/server/services/portfolio/list";
import { listArchived } from "@/server/services/portfolio/list-archived";
import { pausePortfolio } from "@/server/services/portfolio/pause";
import { getPerformance } from "@/server/services/portfolio/performance";
import { renamePortfolio } from "@/server/services/portfolio/rename";
import { restartStop } from "@/server/services/portfolio/restart-stop";
import { restorePortfolio } from "@/server/services/portfolio/restore";
import { resumePortfolio } from "@/server/services/portfolio/resume";
import { getSeries } from "@/server/services/portfolio/series";
import { setPortfolioVenues } from "@/server/services/portfolio/set-venues";
import { startOnPaper } from "@/server/services/portfolio/start-on-paper";
import { ownerProcedure, router } from "./trpc";

export const portfoliosRouter = router({
  list: ownerProcedure.query(({ ctx }) => listPortfolios(ctx)),
  get: ownerProcedure.input(PortfolioRef).query(({ ctx, input }) => getPortfolioView(ctx, input.portfolioId)),
  series: ownerProcedure.input(SeriesInput).query(({ ctx, input }) => getSeries(ctx, input)),
  decisions: ownerProcedure.input(DecisionsInput).query(({ ctx, input }) => listDecisions(ctx, input)),
  performance: ownerProcedure.input(PerformanceInput).query(({ ctx, input }) => getPerformance(ctx, input)),
  historyFacets: ownerProcedure
    .input(PortfolioRef)
    .query(({ ctx, input }) => listHistoryFacets(ctx, input.portfolioId)),
  exportHistory: ownerProcedure.input(ExportHistoryInput).query(({ ctx, input }) => exportHistory(ctx, input)),
  exportHoldings: ownerProcedure.input(PortfolioRef).query(({ ctx, input }) => exportHoldings(ctx, input.portfolioId)),
  create: ownerProcedure.input(CreatePortfolioInput).mutation(({ ctx, input }) => createPortfolio(ctx, input)),
  startOnPaper: ownerProcedure.input(StartOnPaperInput).mutation(({ ctx, input }) => startOnPaper(ctx, input)),
  rename: ownerProcedure.input(RenamePortfolioInput).mutation(({ ctx, input }) => renamePortfolio(ctx, input)),
  archive: ownerProcedure.input(PortfolioRef).mutation(({ ctx, input }) => archivePortfolio(ctx, input.portfolioId)),
  archived: ownerProcedure.query(({ ctx }) => listArchived(ctx)),
  restore: ownerProcedure.input(RestorePortfolioInput).mutation(({ ctx, input }) => restorePortfolio(ctx, input)),
  exportRecords: ownerProcedure.input(PortfolioRef).query(({ ctx, input }) => exportRecords(ctx, input.portfolioId)),
  delete: ownerProcedure.input(DeletePortfolioInput).mutation(({ ctx, input }) => deletePortfolio(ctx, input)),
  pause: ownerProcedure.input(PortfolioRef).mutation(({ ctx, input }) => pausePortfolio(ctx, input.portfolioId)),
  resume: ownerProcedure.input(PortfolioRef).mutation(({ ctx, input }) => resumePortfolio(ctx, input.portfolioId)),
  setVenues: ownerProcedure.input(SetVenuesInput).mutation(({ ctx, input }) => setPortfolioVenues(ctx, input)),
  restartStop: ownerProcedure.input(PortfolioRef).mutation(({ ctx, input }) => restartStop(ctx, input.portfolioId)),
  acceptSuspect: ownerProcedure.input(AcceptSuspectInput).mutation(({ ctx, input }) => acceptSeen(ctx, input)),
  resumeDeclined: ownerProcedure
    .input(PortfolioRef)
    .mutation(({ ctx, input }) => resumeDeclined(ctx, input.portfolioId)),
  checkNow: ownerProcedure.input(PortfolioRef).mutation(({ ctx, input }) => checkNow(ctx, input.portfolioId)),
});
