/**
 * What the operator chose for this installation, as the settings screen shows it. Nothing in it is secret.
 * scripts/serve.mjs puts the version and the data directory's full path into the environment.
 */
export interface InstallationFacts {
  database: "embedded" | "postgres";
  dataDirectory: string;
  version: string;
  cronEndpointEnabled: boolean;
}

export function readInstallationFacts(env: Readonly<Record<string, string | undefined>>): InstallationFacts {
  return {
    database: env.DATABASE_URL ? "postgres" : "embedded",
    dataDirectory: env.EVENKEEL_DATA_DIR || ".data",
    version: env.EVENKEEL_VERSION ?? "unknown",
    cronEndpointEnabled: Boolean(env.CRON_SECRET),
  };
}
