import type { RouterOutputs } from "@/components/trpc/types";

export type SettingsView = RouterOutputs["settings"]["get"];
export type SessionView = RouterOutputs["settings"]["sessions"][number];
export type CapitalisationsView = RouterOutputs["capitalisations"]["list"];
