import type { SeriesView } from "@/lib/schemas/views";

const HEIGHT = 30;

type TargetSeries = SeriesView["targets"][number];

/** One target's weight in its band over a range, stretched to its column. The band moves where the policy changed. */
export function WeightTrace({ target }: { target: TargetSeries }) {
  const count = target.weight.length;
  const offsets = target.weight.map((weight, index) => distance(weight, target.target[index] ?? null));
  const bands = target.band.map((band) => band ?? 0);
  const reach =
    Math.max(...bands.map((band) => band * 1.3), ...offsets.map((offset) => Math.abs(offset ?? 0))) * 1.06 || 0.01;
  const x = (index: number) => Math.round((index / (count - 1)) * 1000) / 10;
  const y = (offset: number) => Math.round((HEIGHT / 2 - (offset / reach) * (HEIGHT / 2 - 2)) * 10) / 10;
  const line = (keep: (index: number) => boolean) => {
    let isDown = false;
    let path = "";
    for (const [index, offset] of offsets.entries()) {
      const isShown = offset !== null && keep(index);
      if (isShown) path += `${isDown ? "L" : "M"}${x(index)} ${y(offset)}`;
      isDown = isShown;
    }
    return path;
  };
  const isOut = (index: number) => Math.abs(offsets[index] ?? 0) > (bands[index] ?? 0);
  const top = bands.map((band, index) => `${index ? "L" : "M"}${x(index)} ${y(band)}`).join("");
  const under = bands.map((_, index) => `L${x(count - 1 - index)} ${y(-(bands[count - 1 - index] ?? 0))}`).join("");
  const lastIndex = offsets.findLastIndex((offset) => offset !== null);
  const last = offsets[lastIndex] ?? 0;
  const color = isOut(lastIndex) ? "var(--color-outside)" : "var(--color-actual)";
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={`${top}${under}Z`} fill="var(--color-band)" opacity=".75" />
      <path
        d={`M0 ${HEIGHT / 2}H100`}
        stroke="var(--color-band-edge)"
        strokeDasharray="2 2"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={line(() => true)}
        fill="none"
        stroke="var(--color-actual)"
        strokeWidth="1.25"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={line((index) => isOut(index) || isOut(index + 1))}
        fill="none"
        stroke="var(--color-outside)"
        strokeWidth="1.75"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={`M${x(lastIndex)} ${y(last)}h0`}
        stroke={color}
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function distance(weight: number | null, target: number | null): number | null {
  return weight === null || target === null ? null : weight - target;
}
