import type { RouterOutputs } from "@/components/trpc/types";

export type PreviewView = RouterOutputs["policies"]["preview"];
export type PolicyTemplate = RouterOutputs["policies"]["templates"][number];

/** What a policy's moving parts come to now. */
export type RulingView = NonNullable<PreviewView["ruling"]>;
export type RuledTargetView = RulingView["targets"][number];
export type RulingProblemView = RulingView["problems"][number];
export type CapitalisationView = RulingView["capitalisations"][number];
