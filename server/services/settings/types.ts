/** What the settings are given. Instants are epoch ms. */

export interface SettingsView {
  email: string;
  name: string;
  baseCurrency: string;
  timeZone: string;
  database: "embedded" | "postgres";
  dataDirectory: string | null;
  version: string;
  masterKeyFrom: "environment" | "file";
  cronEndpointEnabled: boolean;
}

export interface SessionView {
  id: string;
  /** "Firefox on Linux" */
  device: string;
  signedInAt: number;
  endsAt: number;
  isCurrent: boolean;
}
