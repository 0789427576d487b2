import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { SettingsView } from "./types";

type Installation = Pick<
  SettingsView,
  "database" | "dataDirectory" | "version" | "masterKeyFrom" | "cronEndpointEnabled"
>;

/** What runs here, where it stores its data, and what must be backed up. Changed by the operator, not on this page. */
export function InstallationCard({ installation }: { installation: Installation }) {
  const isEmbedded = installation.database === "embedded";
  const keyFile = installation.dataDirectory === null ? "master.key" : `${installation.dataDirectory}/master.key`;
  return (
    <Card labelledBy="installation">
      <CardHeader id="installation" title="This installation" hint={`Evenkeel ${installation.version}`} />
      <CardBody className="grid gap-4">
        <dl className="grid gap-2.5">
          <Row label="Database">
            {isEmbedded ? "Embedded, in the data directory" : "PostgreSQL, named in DATABASE_URL"}
          </Row>
          {installation.dataDirectory !== null && (
            <Row label="Data directory">
              <code className="font-mono text-2xs break-all">{installation.dataDirectory}</code>
            </Row>
          )}
          <Row label="Master key">
            {installation.masterKeyFrom === "file" ? (
              <code className="font-mono text-2xs break-all">{keyFile}</code>
            ) : (
              "From EVENKEEL_MASTER_KEY"
            )}
          </Row>
          <Row label="Outside scheduler">
            {installation.cronEndpointEnabled ? (
              <>
                Open at <code className="font-mono text-2xs">POST /api/cron</code>, with the secret in CRON_SECRET
              </>
            ) : (
              "Closed. Schedules run in this process; CRON_SECRET opens POST /api/cron."
            )}
          </Row>
        </dl>
        <Callout
          tone="warning"
          title={installation.masterKeyFrom === "file" ? "Back this file up" : "Keep the master key"}
        >
          {installation.masterKeyFrom === "file" ? (
            <>
              Without <code className="font-mono text-2xs break-all">{keyFile}</code> the stored exchange keys cannot be
              opened, also not by you. Keep a copy apart from the database.
            </>
          ) : (
            "Without it the stored exchange keys cannot be opened, also not by you. Keep a copy apart from the database."
          )}
        </Callout>
        <p className="text-text-soft">
          {isEmbedded
            ? "To back everything up, stop Evenkeel, copy the data directory, and start again."
            : "To back everything up, use pg_dump, and keep the master key apart from it."}
        </p>
      </CardBody>
    </Card>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 md:grid-cols-[140px_minmax(0,1fr)]">
      <dt className="text-text-faint">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
