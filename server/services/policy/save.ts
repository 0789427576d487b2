import { and, eq } from "drizzle-orm";
import { policyVersions, portfolios } from "@/drizzle/schema";
import type { SavePolicyInput } from "@/lib/schemas/portfolio";
import { auditActorOf, recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { requestCheck } from "../occurrence/request-check";
import { openPending } from "../pending";
import { loadPortfolio } from "../portfolio/get-owned";
import { withdrawProposals } from "../portfolio/withdraw-proposals";
import { checkAssets } from "./check-assets";
import { readPolicy } from "./read";

/** Stores the policy as a new dated version and requests a check. A save over a newer version is refused. */
export async function savePolicy(ctx: ServiceContext, input: SavePolicyInput): Promise<{ version: number }> {
  const { portfolio, venues, policy: saved } = await loadPortfolio(ctx, input.portfolioId);
  const policy = readPolicy(input.policy);
  await checkAssets(ctx, venues, policy, saved);
  const version = input.baseVersion + 1;
  const now = ctx.now();
  await ctx.db.transaction(async (tx) => {
    // Of two editors saving over the same version the second gets a conflict, not the first one's work undone.
    const [saved] = await tx
      .update(portfolios)
      .set({ policyVersion: version })
      .where(and(eq(portfolios.id, portfolio.id), eq(portfolios.policyVersion, input.baseVersion)))
      .returning({ id: portfolios.id });
    if (!saved)
      throw new PreconditionError(
        `The policy was changed meanwhile: you edited version ${input.baseVersion}, the newest is ${portfolio.policyVersion}. Nothing was saved; load the newest and make your change again.`,
        { reason: "version-conflict", newestVersion: portfolio.policyVersion },
      );
    await tx.insert(policyVersions).values({
      portfolioId: portfolio.id,
      version,
      policy,
      note: input.note || null,
      createdBy: auditActorOf(ctx.actor),
      createdAt: new Date(now),
    });
    await withdrawProposals(tx, portfolio.id, now, "policy-changed");
    await recordAudit(
      tx,
      ctx,
      { action: "policy.save", portfolio: portfolio.name, version, note: input.note || null },
      { subjectKind: "policy", subjectId: portfolio.id, portfolioId: portfolio.id },
    );
    const change = { kind: "policy-change" as const, subject: String(version) };
    await openPending(tx, portfolio.id, now, [{ ...change, reasons: [{ kind: "policy-changed" }] }]);
    await requestCheck(tx, portfolio.id, now);
  });
  return { version };
}
