/**
 * Where the running Evenkeel keeps its Auth, so that pages and routes find it. The runtime puts it here when it
 * composes the app (auth may not import the runtime). On globalThis, because Next loads pages, route handlers and
 * instrumentation as separate module instances of one process.
 */
import type { Auth } from "./auth";

const holder: { evenkeelAuth?: () => Promise<Auth> } & typeof globalThis = globalThis;

export function provideAuth(open: () => Promise<Auth>): void {
  holder.evenkeelAuth = open;
}

export function currentAuth(): Promise<Auth> {
  if (!holder.evenkeelAuth) throw new Error("Evenkeel has not finished starting.");
  return holder.evenkeelAuth();
}
