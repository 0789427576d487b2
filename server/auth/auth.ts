/** Sign-in as the rest of the server sees it: a handler of requests, and who is signed in. */
export interface SignedInOwner {
  userId: string;
  name: string;
  email: string;
  sessionId: string;
}

export interface Auth {
  /** Everything under /api/auth. */
  handle(request: Request): Promise<Response>;
  readSession(headers: Headers): Promise<SignedInOwner | null>;
  hasOwner(): Promise<boolean>;
  /** EVENKEEL_URL, which decides what is foreign (foreign-request.ts). */
  readonly publicUrl: string | null;
}
