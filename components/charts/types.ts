import type { RouterOutputs } from "@/components/trpc/types";

/** A portfolio's values and weights over time. */
export type SeriesView = RouterOutputs["portfolios"]["series"];
