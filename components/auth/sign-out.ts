import { postAuth } from "./auth-request";

/** Ends this session and goes to sign-in; returns the sentence to show where that failed. */
export async function signOut(): Promise<string | null> {
  const problem = await postAuth("sign-out", {});
  if (problem) return problem.message;
  window.location.assign("/sign-in");
  return null;
}
