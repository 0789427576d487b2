import type { RouterOutputs } from "@/components/trpc/types";

export type WaitingList = RouterOutputs["rebalances"]["waiting"];
export type WaitingRow = WaitingList["rows"][number];
