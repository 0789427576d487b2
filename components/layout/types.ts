import type { RouterOutputs } from "@/components/trpc/types";

export type ShellView = RouterOutputs["shell"]["get"];
