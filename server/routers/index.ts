/** The whole API. Other rooms' routers stand in below until their files arrive; their types are already final. */
import { z } from "zod";
import { REBALANCE_STATES, SIDES } from "@/lib/engine/model";
import { Cursor, DecimalText, Id, Name, PortfolioRef, RebalanceRef, VenueRef } from "@/lib/schemas/common";
import type {
  ActivityView,
  OrderView,
  RebalanceRow,
  RebalanceView,
  SettingsView,
  VenueView,
} from "@/lib/schemas/views";
import { CREDENTIAL_FIELDS, type ExchangeDescription } from "@/server/exchanges/venue";
import { overviewRouter } from "./overview";
import { pending } from "./pending";
import { policiesRouter } from "./policies";
import { portfoliosRouter } from "./portfolios";
import { shellRouter } from "./shell";
import { tradingRouter } from "./trading";
import { createCallerFactory, ownerProcedure, router } from "./trpc";

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

const CredentialsInput = z.partialRecord(z.enum(CREDENTIAL_FIELDS), z.string());
const BalanceInput = z.object({ asset: z.string(), quantity: DecimalText });

const venuesRouter = router({
  list: ownerProcedure.query((): Promise<readonly VenueView[]> => pending()),
  exchanges: ownerProcedure.query((): Promise<readonly ExchangeDescription[]> => pending()),
  connect: ownerProcedure
    .input(z.object({ exchangeId: z.string(), name: Name, credentials: CredentialsInput }))
    .mutation((): Promise<{ venueId: string }> => pending()),
  createPaper: ownerProcedure
    .input(
      z.object({
        name: Name,
        prices: z.union([z.literal("simulated"), z.object({ exchangeId: z.string() })]),
        balances: z.array(BalanceInput),
        feeRate: DecimalText.optional(),
      }),
    )
    .mutation((): Promise<{ venueId: string }> => pending()),
  createManual: ownerProcedure
    .input(z.object({ name: Name, balances: z.array(BalanceInput.extend({ note: z.string().optional() })) }))
    .mutation((): Promise<{ venueId: string }> => pending()),
  setBalance: ownerProcedure
    .input(VenueRef.extend({ asset: z.string(), quantity: DecimalText, note: z.string().optional() }))
    .mutation((): Promise<{ venueId: string }> => pending()),
  rename: ownerProcedure.input(VenueRef.extend({ name: Name })).mutation((): Promise<{ venueId: string }> => pending()),
  test: ownerProcedure.input(VenueRef).mutation((): Promise<VenueView> => pending()),
  remove: ownerProcedure.input(VenueRef).mutation((): Promise<{ venueId: string }> => pending()),
  replaceKeys: ownerProcedure
    .input(VenueRef.extend({ credentials: CredentialsInput }))
    .mutation((): Promise<{ venueId: string }> => pending()),
});

const activityRouter = router({
  list: ownerProcedure
    .input(z.object({ cursor: Cursor, portfolioId: Id.optional(), action: z.string().optional() }))
    .query((): Promise<ActivityView> => pending()),
});

type OrderRow = OrderView & { portfolioName: string; portfolioId: string; rebalanceId: string };

const ordersRouter = router({
  list: ownerProcedure
    .input(PortfolioRef.partial().extend({ cursor: Cursor }))
    .query((): Promise<{ orders: readonly OrderRow[]; nextCursor: string | null }> => pending()),
});

const settingsRouter = router({
  get: ownerProcedure.query((): Promise<SettingsView> => pending()),
  update: ownerProcedure
    .input(z.object({ name: Name.optional(), baseCurrency: z.string().optional(), timeZone: z.string().optional() }))
    .mutation((): Promise<SettingsView> => pending()),
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
