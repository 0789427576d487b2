/** A new password passes the same rules as the first, and ends every other session, whatever the request says. */
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { passwordProblem } from "@/lib/schemas/password";

export const newPasswordRules = createAuthMiddleware(async (ctx) => {
  if (ctx.path !== "/change-password") return;
  const session = await getSessionFromCtx(ctx);
  const problem = passwordProblem(String(ctx.body?.newPassword ?? ""), session?.user.email ?? "");
  if (problem) throw new APIError("BAD_REQUEST", { message: problem, code: "INVALID_INPUT", path: "newPassword" });
  return { context: { ...ctx, body: { ...ctx.body, revokeOtherSessions: true } } };
});
