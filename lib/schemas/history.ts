/** What the history of a portfolio is filtered by, and exported as. The same parts stand in the page's address. */
import { z } from "zod";
import { ORDER_STATES, REBALANCE_STATES } from "@/lib/engine/model";
import { AssetCode, Cursor, Id } from "./common";

/** A calendar year or month of the owner's time zone: "2026", "2026-10". */
export const Period = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'A period is a year or a month, for example "2026" or "2026-10".');

export const HistoryFilter = z.object({ period: Period.optional(), asset: AssetCode.optional() });
export type HistoryFilter = z.infer<typeof HistoryFilter>;

export const FLOW_KINDS = ["deposit", "withdrawal"] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

const FlowFilter = HistoryFilter.extend({ portfolioId: Id, state: z.enum(FLOW_KINDS).optional() });
const FeeFilter = HistoryFilter.extend({ portfolioId: Id });

export const ListCashFlowsInput = FlowFilter.extend({ cursor: Cursor });
export type ListCashFlowsInput = z.infer<typeof ListCashFlowsInput>;
export const ListFeesInput = FeeFilter.extend({ cursor: Cursor });
export type ListFeesInput = z.infer<typeof ListFeesInput>;

export const ExportHistoryInput = z.discriminatedUnion("kind", [
  FeeFilter.extend({ kind: z.literal("rebalances"), state: z.enum(REBALANCE_STATES).optional() }),
  FeeFilter.extend({ kind: z.literal("orders"), state: z.enum(ORDER_STATES).optional() }),
  FlowFilter.extend({ kind: z.literal("cash-flows") }),
  FeeFilter.extend({ kind: z.literal("fees") }),
]);
export type ExportHistoryInput = z.infer<typeof ExportHistoryInput>;
/** What has rows of its own to list and to export. */
export type HistoryKind = ExportHistoryInput["kind"];
