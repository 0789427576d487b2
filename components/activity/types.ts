import type { RouterInputs, RouterOutputs } from "@/components/trpc/types";

export type RebalanceRow = RouterOutputs["rebalances"]["list"]["rows"][number];
export type RebalanceFilter = Omit<RouterInputs["rebalances"]["list"], "cursor">;
export type OrderRow = RouterOutputs["orders"]["list"]["orders"][number];
export type OrderFilter = Omit<RouterInputs["orders"]["list"], "cursor">;
export type CashFlowRow = RouterOutputs["cashFlows"]["list"]["rows"][number];
export type CashFlowFilter = Omit<RouterInputs["cashFlows"]["list"], "cursor">;
export type FeePage = RouterOutputs["fees"]["list"];
export type FeeRow = FeePage["rows"][number];
export type FeeFilter = Omit<RouterInputs["fees"]["list"], "cursor">;
export type ActivityView = RouterOutputs["activity"]["list"];
