import type { Autonomy } from "@/lib/engine/model";

export const AUTONOMY_WORDS: Record<Autonomy, { word: string; title: string }> = {
  watch: { word: "Watch", title: "Says what it would trade, and trades nothing." },
  approve: { word: "Approve", title: "Proposes trades and waits for your approval." },
  auto: { word: "Auto", title: "Trades by itself, within your limits." },
};
