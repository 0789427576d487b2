import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { PageHead } from "@/components/ui/page-head";
import { ConnectTabs } from "@/components/venue/connect-tabs";

export const metadata: Metadata = { title: "Connect a venue" };

export default async function ConnectPage() {
  const exchanges = await (await pageApi()).venues.exchanges();
  return (
    <>
      <PageHead title="Connect a venue" />
      <ConnectTabs exchanges={exchanges} />
    </>
  );
}
