/** Where prices and fills come from; wherever money is not real, it is said. */

export type UnrealMode = "paper-live-prices" | "paper-simulated" | "manual";

export const PORTFOLIO_MODE_LABELS: Record<UnrealMode, { name: string; line: string }> = {
  "paper-live-prices": { name: "Paper", line: "Paper money at live public prices. No order reaches an exchange." },
  "paper-simulated": { name: "Simulated", line: "Paper money in a simulated market. Prices are made up." },
  manual: { name: "By hand", line: "Holdings entered by hand. Evenkeel counts them and trades nothing." },
};
