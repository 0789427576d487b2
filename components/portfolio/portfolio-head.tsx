import Link from "next/link";
import { Age } from "@/components/figures/age";
import { Change } from "@/components/figures/change";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { NextAt } from "@/components/figures/next-at";
import { Partial } from "@/components/figures/partial";
import { Chip } from "@/components/ui/chip";
import { Fact, Facts } from "@/components/ui/facts";
import { PageHead } from "@/components/ui/page-head";
import { AUTONOMY_LABELS } from "@/lib/format/labels/trading";
import { CheckNow } from "./check-now";
import { ModeChip } from "./mode-chip";
import { PortfolioMenu } from "./portfolio-menu";
import type { PortfolioView } from "./types";

export function PortfolioHead({ view }: { view: PortfolioView }) {
  const autonomy = AUTONOMY_LABELS[view.autonomy];
  return (
    <PageHead
      title={view.name}
      chips={
        <>
          <ModeChip mode={view.mode} />
          {view.isPaused && <Chip tone="warning">Paused</Chip>}
          <span className="text-text-faint max-md:hidden">{view.venues.map((venue) => venue.name).join(", ")}</span>
        </>
      }
      actions={
        <>
          {view.status.kind !== "unchecked" && <CheckNow portfolioId={view.id} />}
          <PortfolioMenu portfolioId={view.id} name={view.name} isPaused={view.isPaused} />
        </>
      }
    >
      <Money value={view.value} unit={view.baseCurrency} size="figure" />
      {view.inOwnersCurrency !== null && (
        <p className="pb-0.5 text-text-soft" title="In the base currency of your settings, at the rate of now">
          <Money value={view.inOwnersCurrency.value} unit={view.inOwnersCurrency.currency} />
        </p>
      )}
      {view.partial !== null && (
        <p className="flex flex-wrap items-center gap-2 text-text-soft text-xs">
          <Partial reason={view.partial} />
          <span aria-hidden="true">{view.partial}</span>
        </p>
      )}
      <Facts>
        <Fact label="Since yesterday" value={<Change change={view.dayChange} />} />
        <Fact label="Drift" value={<Drift value={view.portfolioDrift} isSigned={false} />} />
        <Fact
          label="Mode"
          value={
            <Link href={`/portfolios/${view.id}/policy`} title={autonomy.line}>
              {autonomy.name}
            </Link>
          }
        />
        <Fact
          label="Last check"
          value={
            view.lastCheckAt === null ? <span className="text-text-faint">not yet</span> : <Age at={view.lastCheckAt} />
          }
        />
        <Fact label="Next check" value={<NextAt at={view.nextCheckAt} />} />
      </Facts>
    </PageHead>
  );
}
