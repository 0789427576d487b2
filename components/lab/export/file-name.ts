import { formatIsoDay } from "@/lib/format/time";

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

/** "lab-long-term-core-2023-11-22-to-2026-11-22-metrics.csv": what, which stretch, which part. */
export function exportFileName({ name, assets, firstAt, lastAt }: Named, part: string, extension: string): string {
  const what = plain(name) || plain(assets.slice(0, 6).join(" ")) || "run";
  return `lab-${what.slice(0, NAME_MOST).replace(/-+$/, "")}-${formatIsoDay(firstAt)}-to-${formatIsoDay(lastAt)}-${part}.${extension}`;
}
