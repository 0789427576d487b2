"use client";
import { AllocationGauge, gaugeScale } from "@/components/charts/allocation-gauge";
import { Drift } from "@/components/figures/drift";
import { Moment } from "@/components/figures/moment";
import { Money } from "@/components/figures/money";
import { Weight } from "@/components/figures/percent";
import { Quantity } from "@/components/figures/quantity";
import { Mark } from "@/components/ui/mark";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { assetName } from "@/lib/format/asset-names";
import { formatBps } from "@/lib/format/number";
import { nameOfTarget } from "./name-of-target";
import { RulingProblems } from "./ruling-problems";
import type { PreviewView } from "./types";
import type { PolicyPreview } from "./use-preview";

/** What this policy would do now, if it were saved. Nothing is stored, nothing is sent. */
export function PreviewPanel({ preview, baseCurrency }: { preview: PolicyPreview; baseCurrency: string }) {
  const { view, state } = preview;
  return (
    <Sheet
      labelledBy="h-preview"
      className={view && state !== "current" ? "is-old" : undefined}
      aria-busy={state === "loading"}
    >
      <SheetHead
        id="h-preview"
        title="What it would do now"
        push={<span className="faint xs">{view ? STATE_WORDS[state] : "nothing is traded"}</span>}
      />
      {view ? (
        <PreviewBody view={view} baseCurrency={baseCurrency} />
      ) : (
        <SheetBody className="grid gap-2">
          {state === "broken" || state === "invalid" ? <p className="soft">{preview.problem}</p> : <PreviewSkeleton />}
        </SheetBody>
      )}
      {view && preview.problem && <p className="warn xs px-5 pb-4">{preview.problem}</p>}
    </Sheet>
  );
}

const STATE_WORDS = {
  current: "nothing is traded",
  loading: "measuring",
  invalid: "before your last change",
  broken: "not up to date",
};

function PreviewBody({ view, baseCurrency }: { view: PreviewView; baseCurrency: string }) {
  const { plan } = view;
  const rows = plan ? plan.after : view.allocation;
  const scale = gaugeScale(rows.map((row) => ({ ...row, after: plan ? row.goal : row.weight })));
  const failing = view.limitChecks.filter((check) => !check.isPassed);
  return (
    <>
      <SheetBody className="grid gap-1">
        <p className="strong text-[length:var(--text-base)]" aria-live="polite">
          {view.headline}
        </p>
        <p className="soft">{view.sentence}</p>
        {view.ruling && <RulingProblems ruling={view.ruling} />}
      </SheetBody>
      <ul className="preview-rows">
        {rows.map((row) => (
          <li key={row.key}>
            <span className="medium">{nameOfTarget(row)}</span>
            <span className="num">
              <Weight value={row.weight} />
              {plan && Math.abs(row.goal - row.weight) >= 0.0005 && (
                <>
                  {" "}
                  <span className="faint">to</span>{" "}
                  <b className="medium">
                    <Weight value={row.goal} />
                  </b>
                </>
              )}
            </span>
            <AllocationGauge row={row} scale={scale} after={plan ? row.goal : undefined} />
          </li>
        ))}
      </ul>
      <SheetBody className="grid gap-3">
        {plan && plan.orders.length > 0 && (
          <>
            <dl className="pair">
              {plan.orders.map((order) => (
                <PreviewTrade
                  key={order.leg}
                  side={order.side}
                  asset={order.base}
                  quantity={order.quantity}
                  notional={order.notionalBase}
                />
              ))}
              <dt className="total">Est. cost, {formatBps(plan.cost.bpsOfPortfolio)} of portfolio</dt>
              <dd className="total">
                <Money value={plan.cost.total} unit={baseCurrency} />
              </dd>
            </dl>
            <p className="faint xs">
              Drift <Drift value={plan.driftBefore} isSigned={false} /> to{" "}
              <Drift value={plan.driftAfter} isSigned={false} />
            </p>
          </>
        )}
        {view.limitChecks.length > 0 && (
          <ul className="grid gap-1 xs">
            {failing.length === 0 && (
              <li className="soft">
                <Mark kind="ok" /> Every limit would pass.
              </li>
            )}
            {failing.map((check) => (
              <li key={check.limit} className="warn">
                <Mark kind="warn" /> {check.problem ?? check.detail}
              </li>
            ))}
          </ul>
        )}
        {view.nextAt.length > 0 && (
          <p className="faint xs">
            {view.nextAt.length === 1 ? "Next check:" : "Next checks:"}{" "}
            {view.nextAt.slice(0, 3).map((at, index) => (
              <span key={at}>
                {index > 0 && ", "}
                <Moment at={at} format="datetime" />
              </span>
            ))}
          </p>
        )}
      </SheetBody>
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
      <dt>
        {side === "sell" ? "Sell" : "Buy"} {assetName(asset)}
        <span className="sub">
          <Quantity value={quantity} unit={asset} />
        </span>
      </dt>
      <dd>
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
