import Link from "next/link";
import { Mark } from "@/components/ui/mark";
import { stateOfProblem } from "@/lib/format/venue-problem";
import type { ShellView } from "./types";

type Venue = ShellView["venues"][number];

function stateOf(venue: Venue): string {
  if (venue.problem) return stateOfProblem(venue.problemKind);
  if (venue.unknownCount > 0) return "asking";
  if (venue.kind === "manual") return "by hand";
  if (venue.isSimulated) return "simulated";
  if (venue.latencyMs === null) return venue.kind === "paper" ? "paper" : "not asked yet";
  return `${Math.round(venue.latencyMs)} ms`;
}

/** "Binance: 12 ms", or what is asked there. */
function titleOf(venue: Venue): string {
  if (venue.unknownCount === 0) return `${venue.name}: ${stateOf(venue)}`;
  return `${venue.name}: asking what became of ${venue.unknownCount === 1 ? "an order" : `${venue.unknownCount} orders`}`;
}

const hasTrouble = ({ problem, unknownCount }: Venue) => problem !== null || unknownCount > 0;

/** How each venue does; where nothing is connected yet, the way there. */
export function VenueHealth({ venues }: { venues: readonly Venue[] }) {
  // Trouble first; past six the rest is one line, so that Stop stays on the screen.
  const sorted = [...venues].sort((left, right) => Number(hasTrouble(right)) - Number(hasTrouble(left)));
  const rest = sorted.length - 6;
  return (
    <section aria-label="Venue health">
      <p className="nav-head">Venues</p>
      {sorted.slice(0, rest > 1 ? 5 : 6).map((venue) => (
        <Link key={venue.id} href="/venues" className="venue" title={venue.problem ?? titleOf(venue)}>
          <Mark kind={hasTrouble(venue) ? "warn" : "ok"} label={hasTrouble(venue) ? "trouble" : "well"} />
          <span className="venue-name">{venue.name}</span>
          <span className="venue-state">{stateOf(venue)}</span>
        </Link>
      ))}
      {rest > 1 && (
        <Link href="/venues" className="venue faint">
          <span className="venue-name">{rest + 1} more</span>
        </Link>
      )}
      {venues.length === 0 && (
        <Link href="/venues/connect" className="venue faint">
          <span className="venue-name">none yet</span>
        </Link>
      )}
    </section>
  );
}
