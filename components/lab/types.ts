import type { RouterOutputs } from "@/components/trpc/types";

export type LabSetUp = RouterOutputs["lab"]["setUp"];
export type LabSource = LabSetUp["sources"][number];
export type LabPortfolio = LabSetUp["portfolios"][number];

export type { PricesHeader } from "@/server/routers/prices";
