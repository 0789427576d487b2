import type { TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "@/server/routers";

/** What people are told when a request fails; the server's own sentence where there is one. */
export function messageOf(error: TRPCClientErrorLike<AppRouter> | Error | null | undefined): string {
  if (!error) return "";
  // An answer of ours carries data; what the browser says without one means that nobody answered.
  const isAnswered = "data" in error && Boolean(error.data);
  const isNetwork = !isAnswered && /failed to fetch|network|load failed/i.test(error.message);
  return isNetwork ? "Evenkeel did not answer. Check that it still runs, then try again." : error.message;
}
