import type { Band } from "@/lib/engine/model";
import { describePeriod } from "@/lib/format/describe-period";
import { isMarketBand } from "../policy/is-market-band";
import type { MeasureFacts } from "./measures";
import type { MapReading } from "./read-map";
import type { HeatSpot } from "./types";

interface MapFacts {
  reading: MapReading;
  facts: MeasureFacts;
  span: { firstAt: number; lastAt: number };
  yours: number;
  current: HeatSpot | null;
  destination: HeatSpot["destination"];
  kind: Band["kind"];
}

const TO: Record<HeatSpot["destination"], string> = {
  target: "to the target",
  half: "halfway into the band",
  edge: "to the edge of the band",
};

/** The line under the map: what the marks mean, how little neighbours differ, and whether any cell beat holding. */
export function sentencesOf({ reading, facts, span, yours, current, destination, kind }: MapFacts): readonly string[] {
  if (reading.known === 0) return [];
  const says: string[] = [];
  if (yours >= 0) says.push("Ringed: yours.");
  else if (current && current.destination !== destination) says.push(`Yours goes ${TO[current.destination]}.`);
  else if (current) says.push("Yours lies between these cells or beyond them, so none is ringed.");
  else if (isMarketBand({ kind }))
    says.push("Your bands follow the market; the map shows plain ones, a share of each target.");
  else says.push("No cell is yours: each checks its bands at one interval, and nothing else calls for trades.");
  says.push(`Dotted: best of ${reading.known}.`);
  if (reading.neighbours) {
    const [half, all] = [upwards(reading.neighbours.median), upwards(reading.neighbours.most)];
    says.push(
      half === all
        ? `No two neighbours differ by more than ${facts.difference(all)}.`
        : `Half of all neighbours differ by at most ${facts.difference(half)}, none by more than ${facts.difference(all)}.`,
    );
  }
  says.push(`${countLabel(reading)} beat holding in ${describePeriod(span.firstAt, span.lastAt)}.`);
  return says;
}

/** To the next tenth of a point up: "at most" must stay true of the figure shown. */
const upwards = (share: number) => Math.ceil(share * 1000 - 1e-6) / 1000;

function countLabel({ aheadCount, known }: MapReading): string {
  if (aheadCount === 0) return "No cell";
  if (aheadCount === known) return "Every cell";
  return `${aheadCount} of ${known} cells`;
}
