import type { RouterOutputs } from "@/components/trpc/types";

export type VenueView = RouterOutputs["venues"]["list"][number];
export type DivisionView = NonNullable<VenueView["division"]>;
export type AssetQuantityView = DivisionView["notAllotted"][number];
