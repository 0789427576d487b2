/** GET /api/health: is the process up, does the database answer, do jobs succeed. Nothing private is in the answer. */
import { openedApp } from "@/server/runtime/app";
import { startStatus } from "@/server/runtime/status";

export const dynamic = "force-dynamic";

const PING_MS_MAX = 2_000;

export async function GET(): Promise<Response> {
  const status = startStatus();
  const app = status.phase === "starting" ? null : await openedApp();
  const database = app ? await answers(app.database.ping()) : false;
  const isWell = status.phase === "ready" && database;
  const body = {
    status: isWell ? "ok" : status.phase === "ready" ? "degraded" : status.phase,
    database: database ? "ok" : (status.waitingFor ?? "does not answer"),
    jobs: { failedRecently: app?.queue.failures.length ?? 0 },
    pid: process.pid,
    uptimeSeconds: Math.round(process.uptime()),
  };
  return Response.json(body, { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } });
}

async function answers(ping: Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PING_MS_MAX, false).unref());
  return Promise.race([ping.then(() => true).catch(() => false), late]);
}
