import type { RouterOutputs } from "@/components/trpc/types";

export type RebalanceView = RouterOutputs["rebalances"]["get"];
export type OrderView = RebalanceView["orders"][number];
export type UnknownOrderView = RouterOutputs["portfolios"]["get"]["unknownOrders"][number];
