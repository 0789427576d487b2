/** The text that names where prices come from, read and written. */
import { SIMULATED_SEED } from "@/server/market-data/simulated";

export type PriceSource =
  | { kind: "simulated"; seed: number }
  | { kind: "exchange"; exchangeId: string }
  | { kind: "import"; importId: string };

/** null for text that names no source. */
export function readSource(text: string): PriceSource | null {
  const [kind, ...rest] = text.split(":");
  const name = rest.join(":");
  if (kind === "simulated" && name === "") return { kind, seed: SIMULATED_SEED };
  if (kind === "simulated" && /^\d{1,10}$/.test(name)) return { kind, seed: Number(name) };
  if (kind === "exchange" && /^[a-z0-9]+$/.test(name)) return { kind, exchangeId: name };
  if (kind === "import" && name !== "") return { kind, importId: name };
  return null;
}

/** The inverse of readSource; the usual seed goes without saying. */
export function sourceText(source: PriceSource): string {
  if (source.kind === "exchange") return `exchange:${source.exchangeId}`;
  if (source.kind === "import") return `import:${source.importId}`;
  return source.seed === SIMULATED_SEED ? "simulated" : `simulated:${source.seed}`;
}

export const SIMULATED_NAME = "Simulated market";
