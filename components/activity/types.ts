import type { RouterOutputs } from "@/components/trpc/types";

export type RebalanceRow = RouterOutputs["rebalances"]["list"]["rows"][number];
export type ActivityView = RouterOutputs["activity"]["list"];
