"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError, fieldHintClass } from "@/components/ui/field";
import type { VenueView } from "@/components/venue/types";

interface VenueChoiceProps {
  venues: readonly VenueView[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
  /** Accounts of other portfolios that the owner wants divided for this one. */
  divided: readonly string[];
  onDivided: (ids: readonly string[]) => void;
  error: string | null;
}

const KINDS = { exchange: "exchange account", paper: "paper money", manual: "kept by hand, never traded" };

export function VenueChoice({ venues, chosen, onChange, divided, onDivided, error }: VenueChoiceProps) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-xs font-medium">Where its assets are</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-x-5 gap-y-1.5">
        {venues.map((venue) => (
          <div key={venue.id} className="grid gap-1">
            <Checkbox
              checked={chosen.includes(venue.id)}
              onChange={(isIn) => onChange(isIn ? [...chosen, venue.id] : without(chosen, venue.id))}
              hint={holdsText(venue)}
            >
              {venue.name} <span className="text-text-faint text-xs">{venue.exchangeName ?? KINDS[venue.kind]}</span>
              {venue.problem && <span className="text-warning text-xs"> {venue.problem.message}</span>}
            </Checkbox>
            {chosen.includes(venue.id) && venue.portfolios.length > 0 && (
              <div className="pl-7">
                {venue.division === null ? (
                  <Checkbox
                    checked={divided.includes(venue.id)}
                    onChange={(isIn) => onDivided(isIn ? [...divided, venue.id] : without(divided, venue.id))}
                    hint="Two portfolios never count or trade the same units. This one starts with nothing there until you move a part to it on the Venues page."
                  >
                    Divide it: {namesOf(venue)} keeps what its books say it holds
                  </Checkbox>
                ) : (
                  <p className={fieldHintClass}>
                    It is divided. This portfolio starts with nothing there until you give it a part on the Venues page.
                  </p>
                )}
              </div>
            )}
          </div>
        ))}
      </div>
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

function holdsText(venue: VenueView): string {
  const held = venue.balances.map((balance) => balance.asset);
  const holds =
    held.length === 0
      ? "holds nothing yet"
      : `holds ${held.slice(0, 6).join(", ")}${held.length > 6 ? ` and ${held.length - 6} more` : ""}`;
  return venue.portfolios.length === 0 ? holds : `${holds}; belongs to ${namesOf(venue)}`;
}

const namesOf = (venue: VenueView) => venue.portfolios.map((portfolio) => portfolio.name).join(", ");
const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);
