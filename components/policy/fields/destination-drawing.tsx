import type { Destination } from "@/lib/engine/model";

const STOPS: Record<Destination, number> = { target: 60, half: 78, edge: 96 };

/** Where a sale of something over its band stops: the band, its target, and the way from outside to the stop. */
export function DestinationDrawing({ destination }: { destination: Destination }) {
  const stop = STOPS[destination];
  return (
    <svg viewBox="0 0 148 28" width="148" height="28" className="my-0.5 block max-w-full" aria-hidden="true">
      <rect x="24" y="6" width="72" height="16" className="fill-band" />
      <path d="M24 6v16M96 6v16" className="stroke-band-edge" />
      <path d="M60 3v22" className="stroke-target stroke-2" />
      <path d={`M${stop} 14H128`} className="stroke-accent stroke-2 opacity-55" />
      <circle cx="132" cy="14" r="4.5" className="fill-surface stroke-outside stroke-2" />
      <circle cx={stop} cy="14" r="5" className="fill-accent stroke-surface stroke-2" />
    </svg>
  );
}
