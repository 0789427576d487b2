import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { readTheme } from "@/components/layout/read-theme";
import { SandboxCard } from "@/components/sandbox/sandbox-card";
import { CapitalisationsCard } from "@/components/settings/capitalisations-card";
import { InstallationCard } from "@/components/settings/installation-card";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { SessionList } from "@/components/settings/session-list";
import { ThemeChoice } from "@/components/settings/theme-choice";
import { Columns } from "@/components/ui/columns";
import { PageHead } from "@/components/ui/page-head";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const api = await pageApi();
  const [settings, sessions, capitalisations, sandbox, theme] = await Promise.all([
    api.settings.get(),
    api.settings.sessions(),
    api.capitalisations.list(),
    api.sandbox.get(),
    readTheme(),
  ]);
  return (
    <>
      <PageHead title="Settings" />
      <Columns className="items-start">
        <div className="grid gap-5">
          <ProfileForm settings={settings} />
          <ThemeChoice initial={theme} />
        </div>
        <div className="grid gap-5">
          <PasswordForm email={settings.email} />
          <SessionList sessions={sessions} />
        </div>
      </Columns>
      <CapitalisationsCard capitalisations={capitalisations} />
      <SandboxCard sandbox={sandbox} />
      <InstallationCard installation={settings} />
    </>
  );
}
