"use client";
import { Checkbox } from "@/components/ui/checkbox";
import type { VenueView } from "@/lib/schemas/views";

interface VenueChoiceProps {
  venues: readonly VenueView[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  error: string | null;
}

const KINDS = { exchange: "exchange account", paper: "paper money", manual: "kept by hand, never traded" };

export function VenueChoice({ venues, chosen, onChange, error }: VenueChoiceProps) {
  return (
    <fieldset className="grid gap-1">
      <legend className="field-label mb-1">Where its assets are</legend>
      <div className="venue-choice">
        {venues.map((venue) => (
          <Checkbox
            key={venue.id}
            checked={chosen.includes(venue.id)}
            onChange={(isIn) => onChange(isIn ? [...chosen, venue.id] : chosen.filter((id) => id !== venue.id))}
            hint={holdsInWords(venue)}
          >
            {venue.name} <span className="faint xs">{venue.exchangeName ?? KINDS[venue.kind]}</span>
            {venue.problem && <span className="warn xs"> {venue.problem.message}</span>}
          </Checkbox>
        ))}
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function holdsInWords(venue: VenueView): string {
  const held = venue.balances.map((balance) => balance.asset);
  const holds =
    held.length === 0
      ? "holds nothing yet"
      : `holds ${held.slice(0, 6).join(", ")}${held.length > 6 ? ` and ${held.length - 6} more` : ""}`;
  const used = venue.portfolios.map((portfolio) => portfolio.name);
  return used.length === 0 ? holds : `${holds}; also in ${used.join(", ")}`;
}
