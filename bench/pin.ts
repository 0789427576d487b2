/** Keeps this process on one core where taskset exists, until released; `command` does the same for another program. */
import { spawnSync } from "node:child_process";

export function pinToOneCore(): { command: readonly string[]; release(): void } {
  const allowed = /:\s*(\S+)/.exec(
    spawnSync("taskset", ["-cp", String(process.pid)], { encoding: "utf8" }).stdout ?? "",
  );
  const cores = allowed?.[1];
  if (cores === undefined) return { command: [], release: () => {} };
  const last = cores.split(/[,-]/).at(-1) ?? "0";
  const pin = (list: string) => spawnSync("taskset", ["-acp", list, String(process.pid)]);
  pin(last);
  return { command: ["taskset", "-c", last], release: () => pin(cores) };
}
