/**
 * POST /api/cron, "Authorization: Bearer <CRON_SECRET>": a worker's minute, for homes where no process lives long. Open
 * runs are taken up, old proposals expire, due occurrences are run, and what they started is waited for before it answers.
 * Without CRON_SECRET there is no such endpoint.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { refusingForeign } from "@/server/auth/refuse-foreign";
import { getApp } from "@/server/runtime/app";
import { enqueueDueChecks } from "@/server/services/occurrence/enqueue-due";
import { runDueOccurrences } from "@/server/services/occurrence/run";
import { expireProposals, resumeRunningRebalances, whenQuiet } from "@/server/services/rebalance";

export const dynamic = "force-dynamic";

/** Most hosts and schedulers hang up after a minute; a run that takes longer is taken up by the next call. */
const RUNS_SETTLED_MS = 45_000;

export const POST = refusingForeign(async (request) => {
  const app = await getApp();
  if (app.env.cronSecret === null) return Response.json({ message: "There is nothing here." }, { status: 404 });
  if (!isSame(request.headers.get("authorization") ?? "", `Bearer ${app.env.cronSecret}`))
    return Response.json({ message: "The secret is missing or wrong." }, { status: 401 });
  await expireProposals(app);
  await resumeRunningRebalances(app);
  const due = await enqueueDueChecks(app);
  let failed = 0;
  for (const { portfolioId, ownerId } of due) {
    try {
      await runDueOccurrences(app.contextFor({ kind: "system", name: "scheduler", ownerId }), portfolioId);
    } catch (error) {
      failed += 1;
      app.log.error({ err: error, portfolioId }, "A due occurrence failed");
    }
  }
  await Promise.race([whenQuiet(), new Promise((done) => setTimeout(done, RUNS_SETTLED_MS).unref())]);
  return Response.json({ checked: due.length, failed }, { status: failed > 0 ? 500 : 200 });
});

/** Compared as digests, so that neither length nor prefix shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
