import type { Band } from "@/lib/engine/model";
import { figureProblems, type PolicyProblem, percent } from "./figures";

export function bandProblems(band: Band, path: string): PolicyProblem[] {
  const found = figureProblems("band", path, band);
  if (!("floor" in band) || !(band.floor > band.cap)) return found;
  const message = `The band's floor, ${percent(band.floor)}, is above its cap, ${percent(band.cap)}. Lower the floor or raise the cap.`;
  return [...found, { path: `${path}.floor`, message }];
}
