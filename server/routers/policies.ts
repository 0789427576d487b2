import { PortfolioRef } from "@/lib/schemas/common";
import {
  FromHoldingsInput,
  NextOccurrencesInput,
  ParseJsonInput,
  PreviewPolicyInput,
  SavePolicyInput,
  TemplatesInput,
} from "@/lib/schemas/portfolio";
import { exportPolicyJson } from "@/server/services/policy/export-json";
import { policyFromHoldings } from "@/server/services/policy/from-holdings";
import { previewOccurrences } from "@/server/services/policy/next-occurrences";
import { previewPolicy } from "@/server/services/policy/preview";
import { readPolicyText } from "@/server/services/policy/read";
import { savePolicy } from "@/server/services/policy/save";
import { policyTemplates } from "@/server/services/policy/templates";
import { listPolicyVersions } from "@/server/services/policy/versions";
import { ownerProcedure, router } from "./trpc";

const nextOccurrences = ownerProcedure
  .input(NextOccurrencesInput)
  .query(({ ctx, input }) => previewOccurrences(input.cron, input.timeZone, ctx.now()));

export const policiesRouter = router({
  templates: ownerProcedure.input(TemplatesInput).query(({ input }) => policyTemplates(input?.quoteAsset)),
  fromHoldings: ownerProcedure.input(FromHoldingsInput).query(({ ctx, input }) => policyFromHoldings(ctx, input)),
  preview: ownerProcedure.input(PreviewPolicyInput).query(({ ctx, input }) => previewPolicy(ctx, input)),
  save: ownerProcedure.input(SavePolicyInput).mutation(({ ctx, input }) => savePolicy(ctx, input)),
  versions: ownerProcedure.input(PortfolioRef).query(({ ctx, input }) => listPolicyVersions(ctx, input.portfolioId)),
  exportJson: ownerProcedure.input(PortfolioRef).query(({ ctx, input }) => exportPolicyJson(ctx, input.portfolioId)),
  parseJson: ownerProcedure.input(ParseJsonInput).mutation(({ input }) => readPolicyText(input.text)),
  nextOccurrences,
  /** Its name in 0.2. */
  nextSlots: nextOccurrences,
});
