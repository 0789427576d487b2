import { Change } from "@/components/figures/change";
import { Money } from "@/components/figures/money";
import { Partial } from "@/components/figures/partial";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Icon } from "@/components/ui/icon";
import { PageHead } from "@/components/ui/page-head";
import { TextLink } from "@/components/ui/text-link";
import { type Notional, sum } from "@/lib/money";
import type { OverviewView } from "./types";

export function OverviewHead({ view }: { view: OverviewView }) {
  const outside = view.portfolios.filter(
    ({ status }) => (status.kind === "proposed" && status.waitsForYou) || status.kind === "blocked",
  );
  return (
    <PageHead
      title="Overview"
      actions={
        <Button href="/portfolios/new" icon={<Icon name="plus" />}>
          New portfolio
        </Button>
      }
    >
      <Money value={view.totalValue} unit={view.baseCurrency} size="figure" />
      {view.totalValue !== null && view.partial !== null && (
        <p className="flex">
          <Partial reason={view.partial} />
        </p>
      )}
      <Facts>
        <Fact label="Since yesterday" value={<Change change={view.dayChange} />} />
        <Fact label="Portfolios" value={view.portfolios.length} />
        <Fact
          label="Waiting for you"
          value={view.waiting.length > 0 ? <span className="text-warning">{view.waiting.length}</span> : "nothing"}
        />
        {view.notAllotted.length > 0 && (
          <Fact
            label="Not allotted"
            value={
              <TextLink href="/venues" title="At divided accounts, in no portfolio and not in the total">
                <Money value={notAllottedOf(view)} unit={view.baseCurrency} />
              </TextLink>
            }
          />
        )}
        {outside.length > view.waiting.length && (
          <Fact label="Not traded" value={outside.length - view.waiting.length} />
        )}
      </Facts>
    </PageHead>
  );
}

/** Null as soon as one value is not known: a sum of the rest would pass for the whole. */
function notAllottedOf({ notAllotted }: OverviewView): string | null {
  const values = notAllotted.flatMap((row) => (row.value === null ? [] : (row.value as Notional)));
  return values.length < notAllotted.length ? null : sum(values);
}
