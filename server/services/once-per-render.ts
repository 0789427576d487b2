/**
 * What several verbs of one page read alike (the shell and the page inside, a head and its chart) is read once while that
 * page is made. Only pages say that they are one render (`ctx.render`): they change nothing, so what was read stays true
 * for them. The API, jobs and transactions read afresh each time.
 */
import { ownerIdOf, type ServiceContext } from "./context";

type Read<Ctx, Args extends readonly string[], T> = (ctx: Ctx, ...args: Args) => Promise<T>;

export function oncePerRender<
  Ctx extends Pick<ServiceContext, "actor" | "render">,
  const Args extends readonly string[],
  T,
>(read: Read<Ctx, Args, T>): Read<Ctx, Args, T> {
  const byRender = new WeakMap<object, Map<string, Promise<T>>>();
  return (ctx, ...args) => {
    if (!ctx.render) return read(ctx, ...args);
    const known = byRender.get(ctx.render) ?? new Map<string, Promise<T>>();
    byRender.set(ctx.render, known);
    // One page may ask in the name of a person and of their sandbox.
    const key = [ownerIdOf(ctx), ...args].join("\n");
    const result = known.get(key) ?? read(ctx, ...args);
    known.set(key, result);
    return result;
  };
}
