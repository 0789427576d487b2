/**
 * Brings the assets of a long file to the same bars: those between the youngest beginning and the oldest end. Inside that
 * span a time that one asset has and another lacks is a hole of the other. Where assets may come late and go early the
 * span is that of all of them together, and each is held to its own part of it.
 */
import { type Block, pick } from "./block";
import { inDigits } from "./labels";
import { PRICE_FILE_MAX, type PriceFileNote, type PriceRepairs } from "./model";
import type { Problems } from "./problems";

export const showTime = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "");

export interface Span {
  from: number;
  to: number;
}

/** From the first time any asset has to the last. */
export function wholeSpan(blocks: ReadonlyMap<string, Block>): Span {
  const from = Math.min(...[...blocks.values()].map((block) => block.times[0]!));
  const to = Math.max(...[...blocks.values()].map((block) => block.times.at(-1)!));
  return { from, to };
}

/** null when the assets have no time in common. */
export function commonSpan(blocks: ReadonlyMap<string, Block>): Span | null {
  const from = Math.max(...[...blocks.values()].map((block) => block.times[0]!));
  const to = Math.min(...[...blocks.values()].map((block) => block.times.at(-1)!));
  return from <= to ? { from, to } : null;
}

export function alignBlocks(
  blocks: ReadonlyMap<string, Block>,
  span: Span,
  repairs: PriceRepairs,
  problems: Problems,
  notes: PriceFileNote[],
): Map<string, Block> {
  const times = timesOf(blocks, span);
  if (times.length * blocks.size > PRICE_FILE_MAX.prices) {
    const bounds = `${inDigits(times.length)} times of ${blocks.size} assets are more than ${inDigits(PRICE_FILE_MAX.prices)} prices`;
    problems.add(1, null, "bounds", `${bounds}. Split the file by asset.`);
    return new Map(blocks);
  }
  const missing = new Map<string, number[]>();
  const everywhere = new Set<number>();
  for (const [asset, block] of blocks) {
    const lacks = lackedBy(block, times, {
      from: Math.max(span.from, block.times[0]!),
      to: Math.min(span.to, block.times.at(-1)!),
    });
    missing.set(asset, lacks);
    for (const at of lacks) everywhere.add(at);
  }
  if (everywhere.size === 0) return new Map(blocks);
  if (repairs.holes === "refuse") {
    for (const [asset, lacks] of missing) {
      const block = blocks.get(asset)!;
      let next = 0;
      for (const at of lacks) {
        // Both are in order of time: one walk over the block places them all.
        while (block.times[next]! <= at) next += 1;
        problems.add(
          block.rows[next]!,
          asset,
          "lacks",
          `${asset} has no row for ${showTime(at)}, which others have.`,
          "holes",
        );
      }
    }
    return new Map(blocks);
  }
  if (repairs.holes === "drop-row") {
    notes.push({ count: everywhere.size, message: "Times that not every asset has were left out." });
    return mapBlocks(blocks, (block) =>
      pick(
        block,
        block.times.map((_, at) => at).filter((at) => !everywhere.has(block.times[at]!)),
      ),
    );
  }
  const filled = [...missing.values()].reduce((sum, lacks) => sum + lacks.length, 0);
  notes.push({ count: filled, message: "Holes were filled with the price before them." });
  return mapBlocks(blocks, (block, asset) => carry(block, missing.get(asset)!));
}

function mapBlocks(
  blocks: ReadonlyMap<string, Block>,
  change: (block: Block, asset: string) => Block,
): Map<string, Block> {
  return new Map([...blocks].map(([asset, block]) => [asset, change(block, asset)]));
}

/** Every time any asset has inside the span, once, ascending. */
export function timesOf(blocks: ReadonlyMap<string, Block>, span: Span): Float64Array {
  const all: number[] = [];
  for (const block of blocks.values()) for (const at of block.times) if (at >= span.from && at <= span.to) all.push(at);
  const sorted = Float64Array.from(all).sort();
  return sorted.filter((at, index) => index === 0 || at !== sorted[index - 1]);
}

function lackedBy(block: Block, times: Float64Array, span: Span): number[] {
  const lacks: number[] = [];
  let at = block.times.findIndex((time) => time >= span.from);
  for (const time of times) {
    if (time < span.from || time > span.to) continue;
    if (block.times[at] === time) at += 1;
    else lacks.push(time);
  }
  return lacks;
}

/** Adds a bar at each time with the close before it; the other figures stay unknown. */
function carry(block: Block, at: readonly number[]): Block {
  const wanted = new Set(at);
  const times = [...block.times, ...at].sort((a, b) => a - b);
  const filled: Block = { rows: [], times, columns: block.columns.map(() => []) };
  let from = 0;
  for (const time of times) {
    const isFilled = wanted.has(time);
    filled.rows.push(block.rows[from]!);
    for (let index = 0; index < block.columns.length; index += 1) {
      const before = index === 0 ? filled.columns[0]!.at(-1)! : Number.NaN;
      filled.columns[index]!.push(isFilled ? before : block.columns[index]![from]!);
    }
    if (!isFilled) from += 1;
  }
  return filled;
}
