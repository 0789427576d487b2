/** Small drawings beside a figure: pure SVG, drawn on the server, no script. */
interface BandTraceProps {
  name: string;
  /** Weights, oldest first. */
  weights: readonly (number | null)[];
  target: number;
  band: number;
  width?: number;
  height?: number;
  /** "last three months" */
  span?: string;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Weight against its own band: grey inside, amber since it last left. The axis is the row's own: shape, not size. */
export function BandTrace({
  name,
  weights,
  target,
  band,
  width = 138,
  height = 28,
  span = "last three months",
}: BandTraceProps) {
  const known = weights.filter((weight): weight is number => weight !== null);
  if (known.length < 3) return <span className="text-xs text-text-faint">too little history</span>;
  const reach = Math.max(band * 1.35, ...known.map((weight) => Math.abs(weight - target))) * 1.08 || 0.01;
  const y = (weight: number) => round(height / 2 - ((weight - target) / reach) * (height / 2 - 2));
  const x = (index: number) => round((index / (weights.length - 1)) * (width - 4));
  const line = linePath(weights, x, y);
  const leftAt = weights.findLastIndex((weight) => weight !== null && Math.abs(weight - target) <= band);
  const last = known.at(-1) ?? target;
  const isOut = Math.abs(last - target) > band;
  const outside = isOut ? weights.slice(Math.max(leftAt, 0)) : [];
  const figure = (share: number) => Math.round(share * 1000) / 10;
  const label = `Weight of ${name}, ${span}: from ${figure(Math.min(...known))} to ${figure(Math.max(...known))} percent, now ${figure(last)}${isOut ? ", outside its band" : ""}`;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <rect
        x="0"
        y={y(target + band)}
        width={width - 4}
        height={round(y(target - band) - y(target + band))}
        fill="var(--color-band)"
        opacity=".75"
      />
      <line x1="0" x2={width - 4} y1={y(target)} y2={y(target)} stroke="var(--color-band-edge)" strokeDasharray="2 2" />
      <path d={line} fill="none" stroke="var(--color-actual)" strokeWidth="1.25" />
      {outside.length > 1 && (
        <path
          d={linePath(outside, (index) => x(index + Math.max(leftAt, 0)), y)}
          fill="none"
          stroke="var(--color-outside)"
          strokeWidth="1.75"
        />
      )}
      <circle cx={width - 4} cy={y(last)} r="2.25" fill={isOut ? "var(--color-outside)" : "var(--color-actual)"} />
    </svg>
  );
}

/** A line that breaks where a value is missing. */
function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let isDown = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDown = false;
        return "";
      }
      const command = isDown ? "L" : "M";
      isDown = true;
      return `${command}${x(index)} ${y(value)}`;
    })
    .join("");
}
