import { RebalanceRef } from "@/lib/schemas/common";
import { ApproveRebalanceInput, DeclineInput, LeaveOutInput, ListRebalancesInput } from "@/lib/schemas/rebalance";
import {
  acceptDifferences,
  approveRebalance,
  declineRebalance,
  getRebalance,
  leaveOutLegs,
  listRebalances,
  listWaiting,
  replanRebalance,
  stopRebalance,
  watchRebalance,
} from "@/server/services/rebalance";
import { ownerProcedure, router } from "./trpc";

export const rebalancesRouter = router({
  get: ownerProcedure.input(RebalanceRef).query(({ ctx, input }) => getRebalance(ctx, input.rebalanceId)),
  list: ownerProcedure.input(ListRebalancesInput).query(({ ctx, input }) => listRebalances(ctx, input)),
  waiting: ownerProcedure.query(({ ctx }) => listWaiting(ctx)),
  approve: ownerProcedure.input(ApproveRebalanceInput).mutation(({ ctx, input }) => approveRebalance(ctx, input)),
  decline: ownerProcedure
    .input(DeclineInput)
    .mutation(({ ctx, input }) => declineRebalance(ctx, input.rebalanceId, { until: input.until ?? null })),
  acceptDifferences: ownerProcedure
    .input(RebalanceRef)
    .mutation(({ ctx, input }) => acceptDifferences(ctx, input.rebalanceId)),
  leaveOut: ownerProcedure.input(LeaveOutInput).mutation(({ ctx, input }) => leaveOutLegs(ctx, input)),
  stop: ownerProcedure.input(RebalanceRef).mutation(({ ctx, input }) => stopRebalance(ctx, input.rebalanceId)),
  replan: ownerProcedure.input(RebalanceRef).mutation(({ ctx, input }) => replanRebalance(ctx, input.rebalanceId)),
  progress: ownerProcedure.input(RebalanceRef).subscription(async function* ({ ctx, input, signal }) {
    yield* watchRebalance(ctx, input.rebalanceId, signal);
  }),
});
