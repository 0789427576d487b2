/** Next calls this once when its server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.EVENKEEL_IS_BUILDING === "1") return;
  const { start } = await import("./server/runtime/start");
  await start();
}
