/** A case of the performance command, by kind. Each fault is a sentence with its path; unknown fields are passed over. */
import { z } from "zod";

const number = z.number({ error: "must be a number" });
const returns = z.array(number).min(1, "has no return");
const periodsPerYear = z.number().positive("must be more than zero");
const day = z.iso.date({ error: 'must be a day, for example "2024-02-29"' });

const Returns = z.object({
  periods: z
    .array(z.object({ start: number, end: number, flowStart: number.optional(), flowEnd: number.optional() }))
    .optional(),
  flows: z.array(z.tuple([day, number])).optional(),
  yearDays: z.number().positive("must be more than zero").default(365),
  start: number.optional(),
  end: number.optional(),
  days: z.number().positive("must be more than zero").optional(),
  flowsByDay: z.array(z.tuple([number, number])).optional(),
});

const Series = z.object({
  returns,
  periodsPerYear: periodsPerYear.optional(),
  riskFree: number.default(0),
  minimumAcceptable: number.default(0),
});

const Benchmark = z
  .object({ returns, benchmark: returns, periodsPerYear: periodsPerYear.default(1), riskFree: number.default(0) })
  .refine(({ returns, benchmark }) => returns.length === benchmark.length, {
    error: "must have as many returns as the benchmark",
    path: ["benchmark"],
  });

const Risk = z
  .object({
    weights: z.array(number).min(1, "has no weight"),
    volatilities: z.array(z.number().min(0, "must not be below zero")).optional(),
    correlations: z.array(z.array(z.number().min(-1).max(1))).optional(),
  })
  .superRefine(({ weights, volatilities, correlations }, context) => {
    const count = weights.length;
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if ((volatilities === undefined) !== (correlations === undefined)) {
      refuse("correlations", "goes with volatilities: give both or none");
    }
    if (volatilities !== undefined && volatilities.length !== count) refuse("volatilities", `must be ${count} numbers`);
    if (
      correlations !== undefined &&
      (correlations.length !== count || correlations.some((row) => row.length !== count))
    ) {
      refuse("correlations", `must be ${count} rows of ${count}`);
    }
  });

const Tail = z.object({
  returns,
  cutoff: z.number().gt(0, "must be more than 0").lt(1, "must be less than 1"),
  quantile: z.literal("linear").default("linear"),
});

const Counterfactual = z
  .object({
    assets: z.array(z.array(number)).min(1, "has no asset"),
    weights: z.array(number).optional(),
    feeRate: z.number().min(0, "must not be below zero").lt(1, "must be less than 1").default(0),
  })
  .refine(({ assets, weights }) => weights === undefined || weights.length === assets.length, {
    error: "must be one a series",
    path: ["weights"],
  });

const id = z.string().min(1, "is missing");

export const PerformanceCase = z.discriminatedUnion(
  "kind",
  [
    z.object({ id, kind: z.literal("returns"), input: Returns }),
    z.object({ id, kind: z.literal("series"), input: Series }),
    z.object({ id, kind: z.literal("benchmark"), input: Benchmark }),
    z.object({ id, kind: z.literal("risk"), input: Risk }),
    z.object({ id, kind: z.literal("tail"), input: Tail }),
    z.object({ id, kind: z.literal("counterfactual"), input: Counterfactual }),
  ],
  { error: "must be one of returns, series, benchmark, risk, tail, counterfactual" },
);
export type PerformanceCase = z.infer<typeof PerformanceCase>;
