/** Strokes on a 16 px grid, inline: a page needs a dozen, so no icon package is shipped. */
const PATHS = {
  overview: "M2.5 9 8 3.5 13.5 9M4 8v5h8V8",
  portfolios: "M2.5 12.5h11M4 12.5V8m4 4.5V4m4 8.5V6.5",
  lab: "M2.5 12.5c2-7 4-7 5.5-3.5s3.5 2 5.5-5.5",
  venues: "M3 4h10v3.2H3zM3 9h10v3.2H3zM5 5.6h.01M5 10.6h.01",
  activity: "M2.5 8h2.7L7 3.5l2.3 9L11 8h2.5",
  settings: "M3 5h6m3 0h1M3 11h1m3 0h6M9 3.5v3M5.5 9.5v3",
  stop: "M5.5 2.5h5l3 3v5l-3 3h-5l-3-3v-5z",
  play: "M5 3.5v9l7.5-4.5z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  theme: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  plus: "M8 3.5v9M3.5 8h9",
  close: "m4 4 8 8M12 4l-8 8",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3",
  download: "M8 3v7m-3-3 3 3 3-3M3.5 13h9",
  upload: "M8 10V3m-3 3 3-3 3 3M3.5 13h9",
  refresh: "M13 8a5 5 0 1 1-1.5-3.5M13 2.5v2.8h-2.8",
  edit: "M3 13l.6-2.6 7.2-7.2 2 2L5.6 12.4zM9.6 4.4l2 2",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M7 7v3.5M9 7v3.5",
  lock: "M4 7.5h8V13H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
  link: "M6.5 9.5l3-3M7 4.5 8.2 3.3a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.2 1.2a3 3 0 0 1-4.3-4.3L4.7 7.2",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  chevron: "m6 3.5 4.5 4.5L6 12.5",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6",
  clock: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2 1.3",
  user: "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3.5 13.5c.5-2.5 2.3-3.5 4.5-3.5s4 1 4.5 3.5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={size ? { width: size, height: size } : undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
