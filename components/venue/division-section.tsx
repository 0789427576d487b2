import { Quantity } from "@/components/figures/quantity";
import { Callout } from "@/components/ui/callout";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { AllotQuestion } from "./allot-question";
import { togetherOf } from "./division-draft";
import type { AssetQuantityView, VenueView } from "./types";

/** How an account is divided: each portfolio's part, and what is nobody's. Together they are the balances above. */
export function DivisionSection({ venue }: { venue: VenueView }) {
  const { division } = venue;
  if (!division) return null;
  if (division.kind === "conflict")
    return (
      <div className="border-t border-hairline px-3.5 py-3.5 md:px-5">
        <Callout tone="warning" title="Nobody has said whose is what. None of its portfolios trades here.">
          {division.parts.map((part) => part.portfolioName).join(", ")} use this account, and each would count and sell
          what is another’s. Divide it, or take it out of all but one of them. Until then it is counted in{" "}
          {division.parts[0]?.portfolioName} alone.
        </Callout>
      </div>
    );
  if (!division.isKnown) return null;
  const hasQuestion = division.kind === "quantity" && !division.isSettling;
  return (
    <>
      <Table isStacked className="table-fixed border-t border-hairline" aria-label={`How ${venue.name} is divided`}>
        <thead>
          <tr>
            <Th className="w-[28%]">{division.kind === "asset" ? "Divided by asset" : "Divided by quantity"}</Th>
            <Th isNumeric>Its part</Th>
          </tr>
        </thead>
        <tbody>
          {division.parts.map((part) => (
            <tr key={part.portfolioId}>
              <Td place={1}>
                <TextLink href={`/portfolios/${part.portfolioId}`}>{part.portfolioName}</TextLink>
              </Td>
              <Td isNumeric place={2}>
                <Amounts rows={part.balances} />
                {part.missing.length > 0 && (
                  <Subline className="text-warning">
                    <Amounts rows={part.missing} /> of its books are not there
                  </Subline>
                )}
                {part.overdrawn.length > 0 && (
                  <Subline>
                    used <Amounts rows={part.overdrawn} /> beyond its part
                  </Subline>
                )}
              </Td>
            </tr>
          ))}
          <tr>
            <Td place={1} className="text-text-soft">
              Not allotted
            </Td>
            <Td isNumeric place={2}>
              <Amounts rows={division.notAllotted} />
            </Td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <Td place={1}>Together, the account</Td>
            <Td isNumeric place={2}>
              <Amounts rows={togetherOf(division)} />
            </Td>
          </tr>
        </tfoot>
      </Table>
      {hasQuestion && <AllotQuestion venue={venue} parts={division.parts} notAllotted={division.notAllotted} />}
      {division.isSettling && (
        <p className="border-t border-hairline px-3.5 py-2 md:px-5 text-text-faint">
          Orders were filled just now. What is not allotted is asked about when the balances have settled.
        </p>
      )}
    </>
  );
}

function Amounts({ rows }: { rows: readonly AssetQuantityView[] }) {
  if (rows.length === 0) return <span className="text-text-faint">nothing</span>;
  return rows.map(({ asset, quantity }, index) => (
    <span key={asset} className="whitespace-nowrap">
      {index > 0 && ", "}
      <Quantity value={quantity} /> {asset}
    </span>
  ));
}
