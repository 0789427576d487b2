import { questionOf } from "@/components/lab/work/question-of";
import type { LabSweepRequest } from "@/components/lab/worker/protocol";
import type { Band } from "@/lib/engine/model";

/** The figures a sweep puts in place of the base's own do not make it another question: dragging them computes nothing. */
function withoutSwept(band: Band): object {
  switch (band.kind) {
    case "absolute":
      return { ...band, width: 0 };
    case "relative":
    case "clamp":
      return { ...band, ratio: 0 };
    case "volatility":
    case "cost-optimal":
      return { kind: "relative", ratio: 0 };
  }
}

/** The sweep as text: equal texts, equal maps. */
export function heatQuestion(request: LabSweepRequest, dataKey: string): string {
  const { base, destinations, ...rest } = request;
  const scheduled = base.triggers.find((trigger) => trigger.kind === "time" || trigger.kind === "hybrid");
  const triggers = base.triggers.filter((trigger) => trigger.kind === "cash-flow");
  const swept = {
    ...base,
    band: withoutSwept(base.band),
    destination: null,
    triggers,
    zone: scheduled?.timeZone ?? "UTC",
  };
  return `${dataKey} ${questionOf({ ...rest, destinations: [...destinations].sort(), base: swept })}`;
}
