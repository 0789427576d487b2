/** Which trigger fires first on bare columns. */
import { expect, test } from "vitest";
import type { Trigger } from "@/lib/engine/model";
import { layOutTargets } from "@/lib/engine/valuation/lay-out-targets";
import { makeWeightColumns, measureWeightColumns } from "@/lib/engine/valuation/weight-columns";
import { aPolicy } from "@/lib/testing/builders";
import { firstFired } from "./first-fired";

const daily = { cron: "0 9 * * *", timeZone: "UTC" };
const time: Trigger = { kind: "time", ...daily };
const threshold: Trigger = { kind: "threshold", portfolioDrift: null };
const drifting: Trigger = { kind: "threshold", portfolioDrift: 0.03 };
const hybrid: Trigger = { kind: "hybrid", ...daily, driftMin: 0.03 };
const flow: Trigger = { kind: "cash-flow", shareMin: 0.05 };

/**
 * BTC and ETH at 50 % each, bands of 5 pp, 1 % kept in cash; `over` is what BTC has too much, `cash` what lies idle.
 */
function fired(
  triggers: Trigger[],
  over: number,
  due: number[] = [],
  flowShare = 0,
  cash = Math.max(flowShare, 0),
): number {
  const policy = aPolicy({ triggers, band: { kind: "absolute", width: 0.05 }, cashBuffer: 0.01 });
  const weightColumns = makeWeightColumns(policy, layOutTargets(policy, []));
  weightColumns.destination.weights[weightColumns.layout.positionOf.get("BTC")!] = (0.5 + over) * (1 - cash);
  weightColumns.destination.weights[weightColumns.layout.positionOf.get("ETH")!] = (0.5 - over) * (1 - cash);
  weightColumns.destination.weights[weightColumns.destination.cash] = cash;
  for (const index of due) weightColumns.due[index] = 1;
  weightColumns.flowShare = flowShare;
  measureWeightColumns(weightColumns);
  return firstFired(weightColumns);
}

test.each<[string, number, number]>([
  ["a broken band fires a threshold", fired([threshold], 0.06), 0],
  ["its edge does not", fired([threshold], 0.05), -1],
  ["nor does drift without a threshold", fired([threshold], 0.04), -1],
  ["drift at its threshold does", fired([drifting], 0.03), 0],
  ["a schedule that is not due fires nothing", fired([time], 0.2), -1],
  ["one that is due fires whatever the drift", fired([time], 0, [0]), 0],
  ["a hybrid wants both", fired([hybrid], 0.2), -1],
  ["a hybrid that is due has a minimum", fired([hybrid], 0.02, [0]), -1],
  ["and fires from there on", fired([hybrid], 0.03, [0]), 0],
  ["a deposit at its threshold fires", fired([flow], 0, [], 0.05), 0],
  ["so does a withdrawal", fired([flow], 0, [], -0.06), 0],
  ["a smaller one does not", fired([flow], 0.2, [], 0.04), -1],
  ["nor does a deposit that cash no longer holds", fired([flow], 0, [], 0.1, 0.01), -1],
  ["nor a withdrawal that cash has paid", fired([flow], 0, [], -0.1, 0.01), -1],
  ["and neither silences who comes after it", fired([flow, threshold], 0.07, [], -0.1, 0.01), 1],
  ["of several the first in the owner's order", fired([flow, threshold, time], 0.06, [2], 0.01), 1],
])("%s", (_, index, expected) => expect(index).toBe(expected));

test("no cash flow fires nothing, not even at a threshold of 0", () => {
  expect(fired([{ kind: "cash-flow", shareMin: 0 }], 0)).toBe(-1);
});
