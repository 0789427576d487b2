import { Age } from "@/components/figures/age";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Weight } from "@/components/figures/percent";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { Unknown } from "@/components/figures/unknown";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { roundColumn } from "@/lib/format/column";
import { shownDrift } from "@/lib/format/describe-target";
import { formatQuantity, moneyDigits } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { shownAssetWeights } from "@/lib/format/shown-weights";
import type { AssetColors } from "./asset-colors";
import { AssetLabel } from "./asset-label";
import { ExportHoldings } from "./export-holdings";
import type { HoldingView, PortfolioView } from "./types";

/** What is there, where, and what it is worth. Values and weights round so that they add up to the totals shown. */
export function HoldingsCard({ view, colors }: { view: PortfolioView; colors: AssetColors }) {
  const { holdings, baseCurrency } = view;
  if (holdings.length === 0) {
    return (
      <Card labelledBy="h-holdings">
        <CardHeader id="h-holdings" title="Holdings" />
        <CardBody>
          <p className="text-text-soft">Nothing is held yet. The next check reads the balances again.</p>
        </CardBody>
      </Card>
    );
  }
  const money = roundColumn(
    holdings.map((holding) => holding.value ?? "0"),
    moneyDigits(baseCurrency),
  );
  const known = shownAssetWeights(view.allocation);
  const shares = holdings.map((holding) =>
    holding.weight === null ? 0 : (known.get(holding.asset) ?? holding.weight),
  );
  const frozen = holdings.filter((holding) => holding.isFrozen).length;
  const venueCount = view.venues.length;
  return (
    <Card labelledBy="h-holdings">
      <CardHeader
        id="h-holdings"
        title="Holdings"
        hint={`${plural(holdings.length, "asset")}, ${plural(venueCount, "venue")}`}
        push={<ExportHoldings portfolioId={view.id} />}
      />
      <Table isStacked isDense={holdings.length > 12}>
        <thead>
          <tr>
            <Th>Asset</Th>
            <Th isNumeric>Quantity</Th>
            <Th isNumeric>Price</Th>
            <Th isNumeric className="max-desk:hidden">
              Age
            </Th>
            <Th isNumeric>Value, {baseCurrency}</Th>
            <Th isNumeric>Weight</Th>
            <Th isNumeric className="max-desk:hidden">
              Target
            </Th>
            <Th isNumeric>Drift</Th>
            <Th className="max-lg:hidden">Venue</Th>
          </tr>
        </thead>
        <tbody>
          {holdings.map((holding, index) => (
            <HoldingRow
              key={holding.asset}
              holding={holding}
              shownValue={holding.value === null ? null : (money.values[index] ?? null)}
              share={shares[index] ?? 0}
              color={colors.byAsset[holding.asset]}
              priceLimitMs={view.policy.limits.priceAgeMsMax}
              checkedAt={view.pricesAt}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td place={1}>
              Total
              {view.isPartial && <span className="text-warning font-normal"> without what has no price</span>}
              {!view.isPartial && frozen > 0 && (
                <span className="text-text-faint font-normal"> with {frozen} as last confirmed</span>
              )}
            </Td>
            <Td place="hide" />
            <Td place="hide" />
            <Td place="hide" className="max-desk:hidden" />
            <Td isNumeric place={2}>
              <Money value={money.total} digits={moneyDigits(baseCurrency)} />
            </Td>
            <Td isNumeric place="hide">
              <Weight value={shares.reduce((sum, share) => sum + share, 0)} />
            </Td>
            <Td place="hide" className="max-desk:hidden" />
            <Td isNumeric place="hide">
              <Drift value={view.portfolioDrift} isSigned={false} />
            </Td>
            <Td place="hide" className="text-text-soft whitespace-nowrap max-lg:hidden font-normal">
              portfolio drift
            </Td>
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}

interface HoldingRowProps {
  holding: HoldingView;
  shownValue: string | null;
  share: number;
  color?: string;
  priceLimitMs: number;
  checkedAt: number | null;
}

function HoldingRow({ holding, shownValue, share, color, priceLimitMs, checkedAt }: HoldingRowProps) {
  // A price is judged by how old it was when it was last used; between checks it may age.
  const isLate = holding.priceAt !== null && checkedAt !== null && checkedAt - holding.priceAt > priceLimitMs;
  return (
    <tr>
      <Td place={1}>
        <AssetLabel name={holding.name} code={holding.asset} color={color} />
        {holding.isFrozen && <span className="text-warning text-xs"> suspect</span>}
      </Td>
      <Td isNumeric place={3}>
        <Quantity value={holding.quantity} />
      </Td>
      <Td isNumeric place={4}>
        <span className="md:hidden">at </span>
        <span title={holding.priceSource ?? undefined}>
          <Price value={holding.price} />
        </span>
      </Td>
      <Td isNumeric place="hide" className="text-text-faint max-desk:hidden">
        <Age at={holding.priceAt} isShort limitMs={isLate ? priceLimitMs : undefined} />
      </Td>
      <Td isNumeric place={2} className="font-medium">
        <Money value={shownValue} />
      </Td>
      <Td isNumeric place="hide">
        {holding.weight === null ? <Unknown isKnownAbsent /> : <Weight value={share} />}
      </Td>
      <Td isNumeric place="hide" className="text-text-soft max-desk:hidden">
        {holding.group ? (
          <span className="text-text-faint">in {holding.group.length > 12 ? "group" : holding.group}</span>
        ) : holding.isUntargeted ? (
          <span className="text-text-faint">none</span>
        ) : (
          <Weight value={holding.target} />
        )}
      </Td>
      <Td isNumeric place="hide">
        <Drift value={holding.target === null || holding.group ? null : shownDrift(share, holding.target)} />
      </Td>
      <Td place="hide" className="max-w-47.5 wrap-break-word max-desk:max-w-30 max-lg:hidden">
        <VenueLabels holding={holding} />
      </Td>
    </tr>
  );
}

function VenueLabels({ holding }: { holding: HoldingView }) {
  const [first, ...others] = [...holding.venues].sort((left, right) => Number(left.isLocked) - Number(right.isLocked));
  if (!first) return <Unknown isKnownAbsent />;
  return (
    <>
      {first.name}
      {first.venueCode && <span className="text-text-faint"> as {first.venueCode}</span>}
      {(others.length > 0 || holding.lockedQuantity) && (
        <span className="text-text-faint">
          {others.map((venue) => (venue.venueCode ? ` + ${venue.name} as ${venue.venueCode}` : ` + ${venue.name}`))}
          {holding.lockedQuantity && `, ${formatQuantity(holding.lockedQuantity)} locked`}
        </span>
      )}
    </>
  );
}
