import type { SeriesView } from "@/components/charts/types";

/** The last one stays exact: its figure is that of the other cards, to the tenth. */
const round = (share: number | null, index: number, all: readonly unknown[]) =>
  share === null || index === all.length - 1 ? share : Math.round(share * 1e5) / 1e5;

/** What travels to the browser: a thousandth of a point is finer than a pixel, and names are those of the page. */
export function forDrawing(series: SeriesView, names: ReadonlyMap<string, string>): SeriesView {
  return {
    ...series,
    portfolioDrift: [],
    targets: series.targets.map((target) => ({
      ...target,
      name: names.get(target.key) ?? target.name,
      weight: target.weight.map(round),
      target: target.target.map(round),
      band: target.band.map(round),
    })),
  };
}
