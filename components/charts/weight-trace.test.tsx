import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { WeightTrace } from "./weight-trace";

/** "12.5 3.1" of every corner of a path. */
const cornersOf = (path: string) =>
  [...path.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

function pathsOf(target: Parameters<typeof WeightTrace>[0]["target"]): number[][][] {
  const markup = renderToStaticMarkup(<WeightTrace target={target} />);
  return [...markup.matchAll(/ d="([^"]+)"/g)].map(([, path]) => cornersOf(path ?? ""));
}

/** Two neighbouring corners above each other: a step and no slope. */
const stepAt = (corners: readonly number[][], x: number) =>
  corners.some(
    (corner, index) => corner[0] === x && corners[index + 1]?.[0] === x && corners[index + 1]?.[1] !== corner[1],
  );

test("a band that was changed is a step", () => {
  const [band = []] = pathsOf({
    weight: Array(5).fill(0.5),
    target: Array(5).fill(0.5),
    band: [0.05, 0.05, 0.1, 0.1, 0.1],
  });
  expect(stepAt(band, 50)).toBe(true);
  // Nothing slopes: on each side of the step the edge is level.
  const heights = (x: number) => band.filter((corner) => corner[0] === x).map((corner) => corner[1]);
  expect(heights(0)).toContain(heights(50)[0]);
});

test("a target that was changed moves the line at once", () => {
  const [, , line = []] = pathsOf({
    weight: Array(5).fill(0.5),
    target: [0.5, 0.5, 0.4, 0.4, 0.4],
    band: Array(5).fill(0.05),
  });
  expect(stepAt(line, 50)).toBe(true);
});

test("a change survives the thinning of a long series", () => {
  const many = Array.from({ length: 400 }, (_, index) => index);
  const [band = []] = pathsOf({
    weight: many.map(() => 0.5),
    target: many.map(() => 0.5),
    band: many.map((index) => (index < 201 ? 0.05 : 0.1)),
  });
  expect(stepAt(band, Math.round((201 / 399) * 1000) / 10)).toBe(true);
});
