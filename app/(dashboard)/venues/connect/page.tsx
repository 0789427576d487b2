import type { Metadata } from "next";
import { ownerApi } from "@/app/caller";
import { PageHead } from "@/components/ui/page-head";
import { ConnectTabs } from "@/components/venue/connect-tabs";

export const metadata: Metadata = { title: "Connect a venue" };

export default async function ConnectPage() {
  const exchanges = await (await ownerApi()).venues.exchanges();
  return (
    <>
      <PageHead title="Connect a venue" />
      <ConnectTabs exchanges={exchanges} />
    </>
  );
}
