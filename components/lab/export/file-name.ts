const plain = (text: string) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

const NAME_MOST = 48;

interface Named {
  /** "Long-term core" */
  name: string;
  assets: readonly string[];
  /** Epoch ms of the first and last bar. */
  firstAt: number;
  lastAt: number;
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** "lab-long-term-core-2023-11-22-to-2026-11-22-metrics.csv": what, which stretch, which part. */
export function exportFileName({ name, assets, firstAt, lastAt }: Named, part: string, extension: string): string {
  const what = plain(name) || plain(assets.slice(0, 6).join(" ")) || "run";
  return `lab-${what.slice(0, NAME_MOST).replace(/-+$/, "")}-${day(firstAt)}-to-${day(lastAt)}-${part}.${extension}`;
}
