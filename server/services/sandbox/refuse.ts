import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";

/** Inside the sandbox nothing leads to a real exchange: neither an account nor its public prices. */
export function refuseInSandbox({ actor }: Pick<ServiceContext, "actor">): void {
  if (actor.kind === "owner" && actor.isSandbox === true)
    throw new PreconditionError("The sandbox is simulated and reaches no exchange. Leave it first.", {
      reason: "in-sandbox",
    });
}
