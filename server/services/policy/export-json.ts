import { printPolicy } from "@/lib/schemas/policy";
import type { ServiceContext } from "../context";
import { fileNameOf } from "../portfolio/file-name";
import { loadPortfolio } from "../portfolio/get-owned";

export async function exportPolicyJson(ctx: ServiceContext, portfolioId: string) {
  const { portfolio, policy } = await loadPortfolio(ctx, portfolioId);
  return {
    filename: `${fileNameOf(portfolio.name)}-policy-v${portfolio.policyVersion}.json`,
    json: printPolicy(policy),
  };
}
