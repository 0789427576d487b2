"use client";
import { AllocationGauge, GaugeLegend, GaugeTicks, gaugeScale } from "@/components/charts/allocation-gauge";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Weight } from "@/components/figures/percent";
import { Quantity } from "@/components/figures/quantity";
import { Time } from "@/components/figures/time";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";
import { Skeleton } from "@/components/ui/skeleton";
import { Subline } from "@/components/ui/subline";
import { assetName } from "@/lib/format/asset-names";
import { formatBps } from "@/lib/format/number";
import { agree } from "@/lib/format/plural";
import { shownWeights } from "@/lib/format/shown-weights";
import { nameOfTarget } from "../draft/name-of-target";
import { ResolveProblems } from "../pages/resolve-problems";
import type { PreviewView } from "../types";
import type { PolicyPreview } from "./use-preview";

/** What this policy would do now, if it were saved. Nothing is stored, nothing is sent. */
export function PreviewPanel({ preview, baseCurrency }: { preview: PolicyPreview; baseCurrency: string }) {
  const { view, state } = preview;
  return (
    <Card labelledBy="h-preview" aria-busy={state === "loading"}>
      <CardHeader
        id="h-preview"
        title="What it would do now"
        push={<span className="text-text-faint text-xs">{view ? STATE_LABELS[state] : "nothing is traded"}</span>}
      />
      {view ? (
        <div
          className="data-stale:opacity-50 data-stale:transition-opacity data-stale:duration-(--duration-steady)"
          data-stale={state !== "current" || undefined}
        >
          <PreviewBody view={view} baseCurrency={baseCurrency} />
        </div>
      ) : (
        <CardBody className="grid gap-2">
          {state === "broken" || state === "invalid" ? (
            <p className="text-text-soft">{preview.problem}</p>
          ) : (
            <PreviewSkeleton />
          )}
        </CardBody>
      )}
      {view && preview.problem && <p className="text-warning text-xs px-5 pb-4">{preview.problem}</p>}
    </Card>
  );
}

const STATE_LABELS = {
  current: "nothing is traded",
  loading: "measuring",
  invalid: "before your last change",
  broken: "not up to date",
};

function PreviewBody({ view, baseCurrency }: { view: PreviewView; baseCurrency: string }) {
  const { plan } = view;
  const rows = plan ? plan.after : view.allocation;
  const scale = gaugeScale(rows.map((row) => ({ ...row, after: plan ? row.postTrade : row.weight })));
  const before = shownWeights(rows);
  const after = shownWeights(rows.map(({ key, postTrade }) => ({ key, weight: postTrade })));
  const failing = view.limitChecks.filter((check) => !check.isPassed);
  return (
    <>
      <CardBody className="grid gap-1">
        <p className="text-base/5 font-semibold" aria-live="polite">
          {view.headline}
        </p>
        <p className="text-text-soft">{view.sentence}</p>
        {view.resolved && <ResolveProblems resolved={view.resolved} />}
      </CardBody>
      <div className="grid gap-2 px-5 pb-1.5 text-text-faint max-md:px-3.5">
        <GaugeLegend kind={plan ? "before-after" : "actual"} />
        <span className="mx-1.5">
          <GaugeTicks scale={scale} />
        </span>
      </div>
      <ul className="pb-3">
        {rows.map((row) => (
          <li
            key={row.key}
            className="grid grid-cols-[minmax(0,1fr)_auto] border-t border-hairline px-5 py-[5px] text-xs/5 max-md:px-3.5"
          >
            <span className="font-medium">{nameOfTarget(row)}</span>
            <span className="text-right whitespace-nowrap tabular-nums">
              <Weight value={before.get(row.key) ?? row.weight} />
              {plan && Math.abs(row.postTrade - row.weight) >= 0.0005 && (
                <>
                  {" "}
                  <span className="text-text-faint">to</span>{" "}
                  <b className="font-medium">
                    <Weight value={after.get(row.key) ?? row.postTrade} />
                  </b>
                </>
              )}
            </span>
            <div className="col-span-full mx-1.5">
              <AllocationGauge row={row} scale={scale} after={plan ? row.postTrade : undefined} />
            </div>
          </li>
        ))}
      </ul>
      <CardBody className="grid gap-3">
        {plan && plan.orders.length > 0 && (
          <>
            <dl className="grid grid-cols-[1fr_auto] tabular-nums *:py-1.5">
              {plan.orders.map((order) => (
                <PreviewTrade
                  key={order.leg}
                  side={order.side}
                  asset={order.base}
                  quantity={order.quantity}
                  notional={order.notionalBase}
                />
              ))}
              <dt className="border-t border-line font-semibold">
                Est. cost, {formatBps(plan.cost.bpsOfPortfolio)} of portfolio
              </dt>
              <dd className="border-t border-line pl-4 text-right font-semibold whitespace-nowrap">
                <Money value={plan.cost.total} unit={baseCurrency} />
              </dd>
            </dl>
            <p className="text-text-faint text-xs">
              Drift <Drift value={plan.driftBefore} isSigned={false} /> to{" "}
              <Drift value={plan.driftAfter} isSigned={false} />
            </p>
          </>
        )}
        {view.limitChecks.length > 0 && (
          <ul className="grid gap-1 text-xs">
            {failing.length === 0 && (
              <li className="text-text-soft">
                <Mark kind="ok" /> Every limit would pass.
              </li>
            )}
            {failing.map((check) => (
              <li key={check.limit} className="text-warning">
                <Mark kind="warn" /> {check.problem ?? check.detail}
              </li>
            ))}
          </ul>
        )}
        {view.nextAt.length > 0 && (
          <p className="text-text-faint text-xs">
            Next {agree(view.nextAt.length, "check", "checks")}:{" "}
            {view.nextAt.slice(0, 3).map((at, index) => (
              <span key={at}>
                {index > 0 && ", "}
                <Time at={at} format="datetime" />
              </span>
            ))}
          </p>
        )}
      </CardBody>
    </>
  );
}

function PreviewTrade({
  side,
  asset,
  quantity,
  notional,
}: {
  side: string;
  asset: string;
  quantity: string;
  notional: string;
}) {
  return (
    <>
      <dt className="border-b border-hairline text-text-soft">
        {side === "sell" ? "Sell" : "Buy"} {assetName(asset)}
        <Subline>
          <Quantity value={quantity} unit={asset} />
        </Subline>
      </dt>
      <dd className="border-b border-hairline pl-4 text-right whitespace-nowrap">
        <Money value={notional} />
      </dd>
    </>
  );
}

function PreviewSkeleton() {
  return (
    <>
      <Skeleton height={22} width="70%" />
      <Skeleton height={16} />
      <Skeleton height={150} />
    </>
  );
}
