import { decimal } from "@/lib/money";
import type { StartOnPaperInput } from "@/lib/schemas/portfolio";
import type { ServiceContext } from "../context";
import { InputError } from "../errors";
import { checkAtOnce } from "../occurrence/run";
import { policyTemplates } from "../policy/templates";
import { createPaper } from "../venue/create-paper";

import { createPortfolio } from "./create";

/** A portfolio on simulated prices with made-up cash, checked at once: the newcomer's first page has a proposal. */
export async function startOnPaper(ctx: ServiceContext, input: StartOnPaperInput): Promise<{ portfolioId: string }> {
  const template = policyTemplates().find((each) => each.id === input.templateId);
  if (!template) throw new InputError("templateId", "There is no such template. Choose one from the list.");
  const { quoteAsset } = template.policy;
  const { venueId } = await createPaper(ctx, {
    name: "Paper",
    prices: "simulated",
    balances: [{ asset: quoteAsset, quantity: decimal(input.amount) }],
  });
  const { portfolioId } = await createPortfolio(ctx, {
    name: template.name,
    baseCurrency: quoteAsset,
    venueIds: [venueId],
    policy: template.policy,
  });
  await checkAtOnce(ctx, portfolioId);
  return { portfolioId };
}
