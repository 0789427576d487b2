/** The whole API. Other rooms' routers stand in below until their files arrive; their types are already final. */
import { z } from "zod";
import { REBALANCE_STATES, SIDES } from "@/lib/engine/model";
import { Cursor, Id, PortfolioRef, RebalanceRef } from "@/lib/schemas/common";
import type { OrderView, RebalanceRow, RebalanceView } from "@/lib/schemas/views";
import { activityRouter } from "./activity";
import { overviewRouter } from "./overview";
import { pending } from "./pending";
import { policiesRouter } from "./policies";
import { portfoliosRouter } from "./portfolios";
import { settingsRouter } from "./settings";
import { shellRouter } from "./shell";
import { tradingRouter } from "./trading";
import { createCallerFactory, ownerProcedure, router } from "./trpc";
import { venuesRouter } from "./venues";

const PlanRef = RebalanceRef.extend({ planHash: z.string() });

const rebalancesRouter = router({
  get: ownerProcedure.input(RebalanceRef).query((): Promise<RebalanceView> => pending()),
  list: ownerProcedure
    .input(z.object({ portfolioId: Id.optional(), cursor: Cursor, state: z.enum(REBALANCE_STATES).optional() }))
    .query((): Promise<{ rows: readonly RebalanceRow[]; nextCursor: string | null }> => pending()),
  approve: ownerProcedure.input(PlanRef).mutation((): Promise<{ state: string }> => pending()),
  decline: ownerProcedure.input(RebalanceRef).mutation((): Promise<{ state: string }> => pending()),
  leaveOut: ownerProcedure
    .input(PlanRef.extend({ legs: z.array(z.object({ asset: z.string(), side: z.enum(SIDES) })) }))
    .mutation((): Promise<RebalanceView> => pending()),
  stop: ownerProcedure.input(RebalanceRef).mutation((): Promise<{ state: string }> => pending()),
  replan: ownerProcedure.input(RebalanceRef).mutation((): Promise<{ rebalanceId: string }> => pending()),
  progress: ownerProcedure.input(RebalanceRef).subscription(async function* (): AsyncGenerator<RebalanceView> {
    yield await pending();
  }),
});

type OrderRow = OrderView & { portfolioName: string; portfolioId: string; rebalanceId: string };

const ordersRouter = router({
  list: ownerProcedure
    .input(PortfolioRef.partial().extend({ cursor: Cursor }))
    .query((): Promise<{ orders: readonly OrderRow[]; nextCursor: string | null }> => pending()),
});

export const appRouter = router({
  shell: shellRouter,
  overview: overviewRouter,
  portfolios: portfoliosRouter,
  policies: policiesRouter,
  rebalances: rebalancesRouter,
  venues: venuesRouter,
  activity: activityRouter,
  orders: ordersRouter,
  settings: settingsRouter,
  trading: tradingRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
