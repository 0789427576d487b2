/**
 * Matches what is to be sold with what is to be bought, venue by venue: funds cannot jump between venues, so each buy
 * is paid from cash or sales at its own. Every pair (source, sink) of a venue is an edge; edges are filled greedily,
 * first for the assets that the fewest venues trade, then by cost, then by name. Nothing is sold that funds nothing,
 * and nothing is bought that no sale and no cash of its venue pays for, however small the sales had to be.
 *
 * Values are float64 in the base currency. With one venue, or with each asset at one venue, this is the optimum; in
 * between it is a good plan, not proven the cheapest.
 */
import type { AssetId, VenueId } from "@/lib/engine/model";

/** Where money can come from: a holding to sell, or free cash (route null, cost 0). */
export interface Source {
  position: number;
  asset: AssetId;
  venueId: VenueId;
  /** Value that is there. */
  capacity: number;
  cost: number;
}

/** Where money can go: an asset to buy, or the cash that is to be kept. */
export interface Sink {
  position: number;
  asset: AssetId;
  venueId: VenueId;
  cost: number;
  /** Among equals the one of which most is held. */
  held: number;
  /** Most value one order may bring; Infinity where nothing limits it. */
  capacity: number;
}

export interface Transfer {
  position: number;
  asset: AssetId;
  venueId: VenueId;
  /** Value that leaves the holding, or that arrives in it net of costs. */
  value: number;
}

export interface Transfers {
  sells: Transfer[];
  buys: Transfer[];
}

/** `give` and `take` hold, by position, the value to be given up and to be gained. They are not changed. */
export function matchTransfers(
  sources: readonly Source[],
  sinks: readonly Sink[],
  give: Float64Array,
  take: Float64Array,
  noise: number,
): Transfers {
  const giveLeft = Float64Array.from(give);
  const takeLeft = Float64Array.from(take);
  const sourceLeft = Float64Array.from(sources, (source) => source.capacity);
  const sinkLeft = Float64Array.from(sinks, (sink) => sink.capacity);
  const sold = new Float64Array(sources.length);
  const bought = new Float64Array(sinks.length);

  for (const edge of edgesByPreference(sources, sinks)) {
    const source = sources[edge.source]!;
    const sink = sinks[edge.sink]!;
    const available = Math.min(giveLeft[source.position]!, sourceLeft[edge.source]!);
    const wanted = Math.min(takeLeft[sink.position]!, sinkLeft[edge.sink]!);
    if (available <= noise || wanted <= noise) continue;
    const paid = 1 - source.cost;
    const costs = 1 + sink.cost;
    if (paid <= 0 || costs <= 0) continue;
    const cash = Math.min(available * paid, wanted * costs);
    const given = cash / paid;
    const taken = cash / costs;
    giveLeft[source.position] = giveLeft[source.position]! - given;
    sourceLeft[edge.source] = sourceLeft[edge.source]! - given;
    takeLeft[sink.position] = takeLeft[sink.position]! - taken;
    sinkLeft[edge.sink] = sinkLeft[edge.sink]! - taken;
    sold[edge.source] = sold[edge.source]! + given;
    bought[edge.sink] = bought[edge.sink]! + taken;
  }
  return { sells: transfersOf(sources, sold), buys: transfersOf(sinks, bought) };
}

interface Edge {
  source: number;
  sink: number;
  scarcity: number;
  cost: number;
  held: number;
}

function edgesByPreference(sources: readonly Source[], sinks: readonly Sink[]): Edge[] {
  const venuesOfPosition = new Map<number, number>();
  for (const sink of sinks) venuesOfPosition.set(sink.position, (venuesOfPosition.get(sink.position) ?? 0) + 1);
  const edges: Edge[] = [];
  sinks.forEach((sink, sinkIndex) => {
    sources.forEach((source, sourceIndex) => {
      if (source.venueId !== sink.venueId || source.position === sink.position) return;
      edges.push({
        source: sourceIndex,
        sink: sinkIndex,
        scarcity: venuesOfPosition.get(sink.position)!,
        // Costs closer than a thousandth of a basis point are the same; names decide then.
        cost: Math.round((source.cost + sink.cost) * 1e7),
        held: sink.held,
      });
    });
  });
  // Sources and sinks come sorted by name, so their indices break the last ties.
  return edges.sort(
    (left, right) =>
      left.scarcity - right.scarcity ||
      left.cost - right.cost ||
      right.held - left.held ||
      left.sink - right.sink ||
      left.source - right.source,
  );
}

function transfersOf(
  ends: readonly { position: number; asset: AssetId; venueId: VenueId }[],
  values: Float64Array,
): Transfer[] {
  const transfers: Transfer[] = [];
  ends.forEach(({ position, asset, venueId }, index) => {
    const value = values[index]!;
    if (value > 0) transfers.push({ position, asset, venueId, value });
  });
  return transfers;
}
