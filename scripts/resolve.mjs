/**
 * Lets plain Node (24, which strips types itself) run our TypeScript outside the bundler: "@/x" is the project root,
 * and an import without an extension means ".ts" or the folder's "index.ts". Used by `node --import ./scripts/resolve.mjs`.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

function fileOf(path) {
  if (existsSync(`${path}.ts`)) return `${path}.ts`;
  if (existsSync(path) && statSync(path).isDirectory()) return join(path, "index.ts");
  return path;
}

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier.startsWith("@/");
    const isRelative =
      specifier.startsWith(".") &&
      context.parentURL?.startsWith("file:") &&
      !context.parentURL.includes("/node_modules/");
    if (!isOurs && !isRelative) return next(specifier, context);
    const path = isOurs
      ? join(root, specifier.slice(2))
      : resolve(dirname(fileURLToPath(context.parentURL)), specifier);
    return next(pathToFileURL(fileOf(path)).href, context);
  },
  // The bundler takes JSON as a module; plain Node needs its format.
  load(url, context, next) {
    const isOurs = url.startsWith("file:") && url.endsWith(".json") && !url.includes("/node_modules/");
    if (!isOurs || context.format === "commonjs") return next(url, context);
    return { format: "json", source: readFileSync(fileURLToPath(url)), shortCircuit: true };
  },
});
