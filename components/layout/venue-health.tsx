import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { stateOfProblem } from "@/lib/format/describe-venue-problem";
import { formatDecimal } from "@/lib/format/number";
import { agree } from "@/lib/format/plural";
import type { ShellView } from "./types";
import { LiveState, VenueMark } from "./venue-mark";

type Venue = ShellView["venues"][number];

function stateOf(venue: Venue): string {
  if (venue.problem) return stateOfProblem(venue.problemKind);
  if (venue.unknownCount > 0) return "checking";
  if (venue.kind === "manual") return "by hand";
  if (venue.isSimulated) return "simulated";
  if (venue.latencyMs === null) return venue.kind === "paper" ? "paper" : "not checked yet";
  return `${formatDecimal(venue.latencyMs, { digits: 0 })} ms`;
}

/** "Binance: 12 ms", or what is unknown there. */
function titleOf(venue: Venue): string {
  if (venue.unknownCount === 0) return `${venue.name}: ${stateOf(venue)}`;
  return `${venue.name}: checking what became of ${agree(venue.unknownCount, "an order", `${venue.unknownCount} orders`)}`;
}

const hasTrouble = ({ problem, unknownCount }: Venue) => problem !== null || unknownCount > 0;

const ROW =
  "group/venue flex min-h-6 items-center gap-1.75 rounded-sm py-0.5 text-xs leading-4 tabular-nums max-lg:justify-center";
const NAME = "wrap-anywhere underline-offset-3 group-hover/venue:underline max-lg:hidden";

/** How each venue does; where nothing is connected yet, the way there. */
export function VenueHealth({ venues }: { venues: readonly Venue[] }) {
  // Trouble first; past six the rest is one line, so that Stop stays on the screen.
  const sorted = [...venues].sort((left, right) => Number(hasTrouble(right)) - Number(hasTrouble(left)));
  const rest = sorted.length - 6;
  return (
    <section aria-label="Venue health">
      <p className="mb-1 text-2xs text-text-faint max-lg:hidden">Venues</p>
      {sorted.slice(0, rest > 1 ? 5 : 6).map((venue) => (
        <Link key={venue.id} href="/venues" className={ROW} title={venue.problem ?? titleOf(venue)}>
          <VenueMark hasTrouble={hasTrouble(venue)} />
          <span className={NAME}>{venue.name}</span>
          <span className="ml-auto whitespace-nowrap text-text-faint max-lg:hidden">
            <LiveState>{stateOf(venue)}</LiveState>
          </span>
        </Link>
      ))}
      {rest > 1 && (
        <Link href="/venues" className={cx(ROW, "text-text-faint")}>
          <span className={NAME}>{rest + 1} more</span>
        </Link>
      )}
      {venues.length === 0 && (
        <Link href="/venues/connect" className={cx(ROW, "text-text-faint")}>
          <span className={NAME}>none yet</span>
        </Link>
      )}
    </section>
  );
}
