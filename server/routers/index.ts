/** The whole API. */
import { activityRouter } from "./activity";
import { allotmentsRouter } from "./allotments";
import { capitalisationsRouter } from "./capitalisations";
import { cashFlowsRouter } from "./cash-flows";
import { feesRouter } from "./fees";
import { labRouter } from "./lab";
import { ordersRouter } from "./orders";
import { overviewRouter } from "./overview";
import { policiesRouter } from "./policies";
import { portfoliosRouter } from "./portfolios";
import { historyRouter } from "./price-data";
import { rebalancesRouter } from "./rebalances";
import { sandboxRouter } from "./sandbox";
import { settingsRouter } from "./settings";
import { shellRouter } from "./shell";
import { tradingRouter } from "./trading";
import { createCallerFactory, router } from "./trpc";
import { venuesRouter } from "./venues";

export const appRouter = router({
  shell: shellRouter,
  overview: overviewRouter,
  portfolios: portfoliosRouter,
  policies: policiesRouter,
  lab: labRouter,
  history: historyRouter,
  rebalances: rebalancesRouter,
  venues: venuesRouter,
  allotments: allotmentsRouter,
  activity: activityRouter,
  orders: ordersRouter,
  fees: feesRouter,
  cashFlows: cashFlowsRouter,
  settings: settingsRouter,
  sandbox: sandboxRouter,
  trading: tradingRouter,
  capitalisations: capitalisationsRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
