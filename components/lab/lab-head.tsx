"use client";
import type { ReactNode } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { PageHead } from "@/components/ui/page-head";
import { useToast } from "@/components/ui/toaster";
import { formatMoney } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import type { LabSpec } from "@/lib/schemas/lab-spec";
import { closesLabel } from "./policy/describe-policy";
import type { LabSource } from "./types";

interface LabHeadProps {
  spec: LabSpec;
  span: { firstAt: number; lastAt: number } | null;
  sources: readonly LabSource[];
  link: () => string;
  onAssets: () => void;
  onPrices: () => void;
  onUse: () => void;
  /** Ways out: files and images. */
  more?: ReactNode;
}

/** What is tested, on what, from when to when. */
export function LabHead({ spec, span, sources, link, onAssets, onPrices, onUse, more }: LabHeadProps) {
  const timeZone = useTimeZone();
  const toast = useToast();
  const { prices, period, costs } = spec;
  const source = sources.find((each) => each.source === prices.source);
  const start = period.start ?? span?.firstAt ?? null;
  const end = period.end ?? span?.lastAt ?? null;
  const day = (at: number) => formatTime(at, { timeZone }, "date");
  const about = [
    spec.name,
    start !== null && end !== null ? `${day(start)} to ${day(end)}` : null,
    closesLabel(prices.timeframe),
    formatMoney(String(costs.startValue), { digits: 0, unit: prices.quote }),
    monthlyLabel(costs.monthlyFlow),
  ].filter(Boolean);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link());
      toast("Link copied. It opens this very run.");
    } catch {
      toast({ tone: "warn", text: "This browser does not let pages copy. Take the link from the address bar." });
    }
  };
  return (
    <PageHead
      title="Lab"
      chips={
        <>
          <span className="min-w-0 text-text-faint max-md:w-full">{about.join(", ")}</span>
          {source?.isSimulated && <Chip title="Prices made up from a seed, not from a market">Simulated prices</Chip>}
        </>
      }
      actions={
        <div className="flex gap-2 max-md:grid max-md:w-full max-md:grid-cols-2">
          <Button onClick={onAssets}>Assets…</Button>
          <Button onClick={onPrices}>Prices…</Button>
          <Button icon={<Icon name="link" />} onClick={copy}>
            Copy link
          </Button>
          {more}
          <Button variant="primary" className="max-md:col-span-2" onClick={onUse}>
            Use this policy
          </Button>
        </div>
      }
    />
  );
}

function monthlyLabel(amount: number): string | null {
  if (amount === 0) return null;
  const figure = formatMoney(String(Math.abs(amount)), { digits: 0 });
  return amount > 0 ? `${figure} more each month` : `${figure} taken out each month`;
}
