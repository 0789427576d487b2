/** What the proposal, history and order screens send. */
import { z } from "zod";
import { ORDER_STATES, REBALANCE_STATES, SIDES } from "@/lib/engine/model";
import { AssetCode, Cursor, Id, RebalanceRef } from "./common";
import { HistoryFilter } from "./history";

const PlanHash = z.string().min(1, "The plan's hash is missing.").max(128, "This is no plan's hash.");

export const ListRebalancesInput = HistoryFilter.extend({
  portfolioId: Id.optional(),
  cursor: Cursor,
  state: z.enum(REBALANCE_STATES).optional(),
});
export type ListRebalancesInput = z.infer<typeof ListRebalancesInput>;

/** The hash says which plan the approver saw: another plan under the same id is not approved. */
export const ApproveRebalanceInput = RebalanceRef.extend({ planHash: PlanHash });
export type ApproveRebalanceInput = z.infer<typeof ApproveRebalanceInput>;

/** Without `until` (epoch ms) it rests until drift has grown by a step. */
export const DeclineInput = RebalanceRef.extend({ until: z.number().int().optional() });
export type DeclineInput = z.infer<typeof DeclineInput>;

export const LeaveOutInput = ApproveRebalanceInput.extend({
  /** All legs to leave out, not only the newly unticked ones; an empty list takes every leg in again. */
  legs: z.array(z.object({ asset: AssetCode, side: z.enum(SIDES) })).max(200, "More legs than a plan can have."),
});
export type LeaveOutInput = z.infer<typeof LeaveOutInput>;

export const ListOrdersInput = HistoryFilter.extend({
  portfolioId: Id.optional(),
  cursor: Cursor,
  state: z.enum(ORDER_STATES).optional(),
});
export type ListOrdersInput = z.infer<typeof ListOrdersInput>;
