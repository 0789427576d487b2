import { VenueRef } from "@/lib/schemas/common";
import {
  ConnectExchangeInput,
  CreateManualInput,
  CreatePaperInput,
  RenameVenueInput,
  ReplaceKeysInput,
  SetBalanceInput,
} from "@/lib/schemas/venue";
import {
  connectExchange,
  createManual,
  createPaper,
  listVenues,
  removeVenue,
  renameVenue,
  replaceKeys,
  setBalance,
  testVenue,
} from "@/server/services/venue";
import { ownerProcedure, router } from "./trpc";

export const venuesRouter = router({
  list: ownerProcedure.query(({ ctx }) => listVenues(ctx)),
  exchanges: ownerProcedure.query(({ ctx }) => ctx.venues.describeExchanges()),
  connect: ownerProcedure.input(ConnectExchangeInput).mutation(({ ctx, input }) => connectExchange(ctx, input)),
  createPaper: ownerProcedure.input(CreatePaperInput).mutation(({ ctx, input }) => createPaper(ctx, input)),
  createManual: ownerProcedure.input(CreateManualInput).mutation(({ ctx, input }) => createManual(ctx, input)),
  setBalance: ownerProcedure.input(SetBalanceInput).mutation(({ ctx, input }) => setBalance(ctx, input)),
  rename: ownerProcedure.input(RenameVenueInput).mutation(({ ctx, input }) => renameVenue(ctx, input)),
  test: ownerProcedure.input(VenueRef).mutation(({ ctx, input }) => testVenue(ctx, input)),
  remove: ownerProcedure.input(VenueRef).mutation(({ ctx, input }) => removeVenue(ctx, input)),
  replaceKeys: ownerProcedure.input(ReplaceKeysInput).mutation(({ ctx, input }) => replaceKeys(ctx, input)),
});
