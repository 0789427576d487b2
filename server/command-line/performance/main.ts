/** `npm run performance`: returns, risk and the counterfactual of worked cases, by the functions the screens use. */
import { PerformanceCase } from "@/lib/schemas/performance-case";
import { runCaseCommand } from "../case-command";
import { runCase } from "./run-case";

export async function main(args: readonly string[], from: string): Promise<number> {
  const command = { name: "performance", guide: "docs/performance.md", schema: PerformanceCase, run: runCase };
  return runCaseCommand(command, args, from);
}
