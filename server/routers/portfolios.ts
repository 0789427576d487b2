import { PortfolioRef } from "@/lib/schemas/common";
import {
  CreatePortfolioInput,
  DecisionsInput,
  RenamePortfolioInput,
  SeriesInput,
  SetVenuesInput,
  StartOnPaperInput,
} from "@/lib/schemas/portfolio";
import type { DecisionView, PortfolioCard, PortfolioView, SeriesView } from "@/lib/schemas/views";
import { pending } from "./pending";
import { ownerProcedure, router } from "./trpc";

export interface CheckOutcome {
  outcome: "hold" | "proposed" | "blocked" | "executing";
  rebalanceId: string | null;
  sentence: string;
}

export const portfoliosRouter = router({
  list: ownerProcedure.query((): Promise<readonly PortfolioCard[]> => pending()),
  get: ownerProcedure.input(PortfolioRef).query((): Promise<PortfolioView> => pending()),
  series: ownerProcedure.input(SeriesInput).query((): Promise<SeriesView> => pending()),
  decisions: ownerProcedure
    .input(DecisionsInput)
    .query((): Promise<{ entries: readonly DecisionView[]; nextCursor: string | null }> => pending()),
  exportHoldings: ownerProcedure.input(PortfolioRef).query((): Promise<{ filename: string; csv: string }> => pending()),
  create: ownerProcedure.input(CreatePortfolioInput).mutation((): Promise<{ portfolioId: string }> => pending()),
  startOnPaper: ownerProcedure.input(StartOnPaperInput).mutation((): Promise<{ portfolioId: string }> => pending()),
  rename: ownerProcedure.input(RenamePortfolioInput).mutation((): Promise<{ portfolioId: string }> => pending()),
  archive: ownerProcedure.input(PortfolioRef).mutation((): Promise<{ portfolioId: string }> => pending()),
  pause: ownerProcedure.input(PortfolioRef).mutation((): Promise<{ portfolioId: string }> => pending()),
  resume: ownerProcedure.input(PortfolioRef).mutation((): Promise<{ portfolioId: string }> => pending()),
  setVenues: ownerProcedure.input(SetVenuesInput).mutation((): Promise<{ portfolioId: string }> => pending()),
  checkNow: ownerProcedure.input(PortfolioRef).mutation((): Promise<CheckOutcome> => pending()),
});
