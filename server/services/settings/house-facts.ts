/** What the operator chose for this house, as the settings screen shows it. Nothing in it is secret. */
import { resolve } from "node:path";

export interface HouseFacts {
  database: "embedded" | "postgres";
  dataDirectory: string;
  version: string;
  cronEndpointEnabled: boolean;
}

export function readHouseFacts(env: Readonly<Record<string, string | undefined>>): HouseFacts {
  return {
    database: env.DATABASE_URL ? "postgres" : "embedded",
    dataDirectory: resolve(env.EVENKEEL_DATA_DIR || ".data"),
    version: env.EVENKEEL_VERSION ?? env.npm_package_version ?? "0.1.0",
    cronEndpointEnabled: Boolean(env.CRON_SECRET),
  };
}
