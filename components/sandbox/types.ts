import type { RouterOutputs } from "@/components/trpc/types";

/** null: there is none. */
export type SandboxView = RouterOutputs["sandbox"]["get"];
