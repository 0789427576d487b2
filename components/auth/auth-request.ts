/** One POST to /api/auth. Returns null when it went well, otherwise the sentence to show and the field it belongs to. */
export interface AuthProblem {
  message: string;
  code: string;
  path: string | null;
}

export async function postAuth(
  path: "set-up" | "sign-in/email" | "sign-out" | "change-password",
  body: Record<string, unknown>,
): Promise<AuthProblem | null> {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return null;
    const problem: Partial<AuthProblem> = await response.json().catch(() => ({}));
    return {
      message: problem.message ?? "Evenkeel could not do that. The log names the reason.",
      code: problem.code ?? String(response.status),
      path: problem.path ?? null,
    };
  } catch {
    return {
      message: "Evenkeel did not answer. Check that it still runs, then try again.",
      code: "OFFLINE",
      path: null,
    };
  }
}
