import { PreconditionError } from "@/server/services/errors";

/** Stands where a procedure's verb is still being written: typed, and honest when called. */
export function pending(): Promise<never> {
  return Promise.reject(new PreconditionError("This part is not built yet."));
}
