/**
 * One call to the API by its path, typed like the router: pages that only press a button now and then need not carry a
 * query client, nor the client itself before they are shown. Screens that hold much state use `useTRPC` (./client).
 */
import type { RouterInputs, RouterOutputs } from "./types";

type Path = {
  [Noun in keyof RouterInputs & string]: `${Noun}.${keyof RouterInputs[Noun] & string}`;
}[keyof RouterInputs & string];
type At<Tree, P extends string> = P extends `${infer Noun}.${infer Verb}`
  ? Noun extends keyof Tree
    ? Verb extends keyof Tree[Noun]
      ? Tree[Noun][Verb]
      : never
    : never
  : never;

const load = () => import("./api");

/** Brings the client while nothing hurries: a button pressed when the server is in trouble must not wait for a script. */
export function prepareCalls(): void {
  // Tried again with the first call, which reports to its caller.
  load().catch(() => {});
}

/** Reads; changes nothing. */
export async function query<P extends Path>(path: P, input: At<RouterInputs, P>): Promise<At<RouterOutputs, P>> {
  const { byPath } = await load();
  return byPath.query(path, input) as Promise<At<RouterOutputs, P>>;
}

/** Does what the procedure's name says. */
export async function mutate<P extends Path>(path: P, input: At<RouterInputs, P>): Promise<At<RouterOutputs, P>> {
  const { byPath } = await load();
  return byPath.mutation(path, input) as Promise<At<RouterOutputs, P>>;
}
