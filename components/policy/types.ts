import type { RouterOutputs } from "@/components/trpc/types";

export type PreviewView = RouterOutputs["policies"]["preview"];
export type PolicyTemplate = RouterOutputs["policies"]["templates"][number];

/** What a policy's moving parts come to now. */
export type ResolvedPolicyView = NonNullable<PreviewView["resolved"]>;
export type ResolvedTargetView = ResolvedPolicyView["targets"][number];
export type ResolveProblemView = ResolvedPolicyView["problems"][number];
export type CapitalisationView = ResolvedPolicyView["capitalisations"][number];
