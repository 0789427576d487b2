import type { Policy } from "@/lib/engine/model";
import { PortfolioRef } from "@/lib/schemas/common";
import {
  FromHoldingsInput,
  NextSlotsInput,
  ParseJsonInput,
  PreviewPolicyInput,
  SavePolicyInput,
  TemplatesInput,
} from "@/lib/schemas/portfolio";
import type { PolicyTemplate, PreviewView } from "@/lib/schemas/views";
import { pending } from "./pending";
import { ownerProcedure, router } from "./trpc";

export interface PolicyVersionView {
  version: number;
  at: number;
  by: string;
  note: string | null;
  policy: Policy;
}

export const policiesRouter = router({
  templates: ownerProcedure.input(TemplatesInput).query((): Promise<readonly PolicyTemplate[]> => pending()),
  fromHoldings: ownerProcedure.input(FromHoldingsInput).query((): Promise<Policy> => pending()),
  preview: ownerProcedure.input(PreviewPolicyInput).query((): Promise<PreviewView> => pending()),
  save: ownerProcedure.input(SavePolicyInput).mutation((): Promise<{ version: number }> => pending()),
  versions: ownerProcedure.input(PortfolioRef).query((): Promise<readonly PolicyVersionView[]> => pending()),
  exportJson: ownerProcedure.input(PortfolioRef).query((): Promise<{ filename: string; json: string }> => pending()),
  parseJson: ownerProcedure.input(ParseJsonInput).mutation((): Promise<Policy> => pending()),
  nextSlots: ownerProcedure.input(NextSlotsInput).query((): Promise<readonly number[]> => pending()),
});
