/** What every verb is handed: who calls, when, and the ports to the world. Nothing in services reaches past it. */
import type { Database } from "@/server/db/client";
import type { VenueDirectory } from "@/server/exchanges/registry";
import type { CapitalisationSource } from "@/server/market-data/capitalisations";
import type { Logger } from "@/server/runtime/log";
import type { Vault } from "@/server/secrets/vault";

/** What acts without anybody's request, by the name people read. */
export const MACHINES = { autopilot: "Autopilot", scheduler: "Schedule", worker: "Evenkeel" } as const;
export type Machine = keyof typeof MACHINES;

export const isMachine = (name: string): name is Machine => Object.hasOwn(MACHINES, name);

/** A signed-in owner, or the machine acting for one owner. */
export type Actor =
  /** `isSandbox`: acts inside the sandbox, whose user this is. */
  | { kind: "owner"; userId: string; name: string; isSandbox?: true }
  | { kind: "system"; name: Machine; ownerId: string };

export interface ServiceContext {
  db: Database;
  actor: Actor;
  /** Epoch ms; tests hand in their own clock. */
  now: () => number;
  /** Ms by a clock that nobody sets, for durations and deadlines; absent: the process's own. */
  monotonic?: () => number;
  /** Waits; absent: the real timer. Tests hand in one that moves their clock. */
  sleep?: (ms: number) => Promise<void>;
  /** Makes venues from stored rows and opened keys; caches clients and markets. */
  venues: VenueDirectory;
  secrets: Vault;
  /** The public source of market capitalisations; null: none is set up. */
  capitalisations: CapitalisationSource | null;
  log: Logger;
  /** The page this is read for: what its verbs read alike is read once (./once-per-render.ts). */
  render?: object;
}

export function actorNameOf({ actor }: Pick<ServiceContext, "actor">): string {
  return actor.kind === "owner" ? actor.name : MACHINES[actor.name];
}

export function ownerIdOf(ctx: Pick<ServiceContext, "actor">): string {
  return ctx.actor.kind === "owner" ? ctx.actor.userId : ctx.actor.ownerId;
}
