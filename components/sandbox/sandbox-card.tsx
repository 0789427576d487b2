import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { RemoveSandbox } from "./remove-sandbox";
import { SandboxOffer } from "./sandbox-offer";
import type { SandboxView } from "./types";

/** In the settings: for whoever has portfolios of their own and wants to look around all the same. */
export function SandboxCard({ sandbox }: { sandbox: SandboxView }) {
  return (
    <Card labelledBy="h-sandbox">
      <CardHeader id="h-sandbox" title="Sandbox" hint="a simulated year to look around in, no money" />
      <CardBody className="grid justify-items-start gap-3">
        <p className="text-text-soft">
          {sandbox?.isOpen
            ? "You are inside. Settings, sessions and the password are your own here too."
            : "Three paper portfolios with a year behind them, kept apart from your own: never counted, never traded with them."}
        </p>
        {!sandbox?.isOpen && <SandboxOffer initial={sandbox} />}
        {sandbox !== null && <RemoveSandbox label="Remove the sandbox" />}
      </CardBody>
    </Card>
  );
}
