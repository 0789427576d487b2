/**
 * Loads one exchange's class without the other hundred: a third of the memory of the whole package. The package does
 * not export its single classes, so the file is addressed directly; where that fails the whole package is taken.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Exchange } from "ccxt";
import { VenueError } from "../../venue";

export type ExchangeClass = new (options: Record<string, unknown>) => Exchange;

async function loadSingle(id: string): Promise<ExchangeClass> {
  const required = createRequire(join(process.cwd(), "package.json")).resolve("ccxt");
  const file = join(dirname(required), "..", "js", "src", `${id}.js`);
  const url = pathToFileURL(file).href;
  const loaded: { default: ExchangeClass } = await import(/* turbopackIgnore: true */ /* @vite-ignore */ url);
  return loaded.default;
}

async function loadFromWhole(id: string): Promise<ExchangeClass | undefined> {
  const whole = await import("ccxt");
  return Object.entries(whole.default).find(([name]) => name === id)?.[1] as unknown as ExchangeClass | undefined;
}

const classes = new Map<string, Promise<ExchangeClass>>();

export function loadExchangeClass(id: string): Promise<ExchangeClass> {
  if (!/^[a-z0-9]+$/.test(id)) return Promise.reject(new VenueError("unsupported", "This exchange is not known."));
  const known = classes.get(id);
  if (known) return known;
  const loading = loadSingle(id)
    .catch(() => loadFromWhole(id))
    .then((found) => {
      if (!found) throw new VenueError("unsupported", `The exchange "${id}" is not known.`);
      return found;
    });
  classes.set(id, loading);
  loading.catch(() => classes.delete(id));
  return loading;
}
