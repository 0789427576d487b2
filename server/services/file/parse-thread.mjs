/** The thread of parse-apart.ts: reads one file, answers with the verdict, ends. */
import "../../../scripts/resolve.mjs";
import { parentPort, workerData } from "node:worker_threads";

const PARSERS = {
  prices: async () => (await import("../../../lib/schemas/prices.ts")).parsePriceFile,
  capitalisations: async () => (await import("../../../lib/schemas/capitalisations.ts")).parseCapitalisations,
};

/** Figures go over as they are, not as a copy; each buffer once, however many arrays view it. */
function buffersOf(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) found.add(value.buffer);
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}

const { kind, args } = workerData;
const parse = await PARSERS[kind]();
const verdict = parse(...args);
parentPort.postMessage(verdict, [...buffersOf(verdict)]);
