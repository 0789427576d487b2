import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ShellView } from "./types";
import { VenueHealth } from "./venue-health";

type Venue = ShellView["venues"][number];
const venue = (name: string, more: Partial<Venue> = {}): Venue => ({
  id: name,
  name,
  kind: "exchange",
  isSimulated: false,
  latencyMs: 12.3,
  problem: null,
  problemKind: null,
  unknownCount: 0,
  ...more,
});
const render = (venues: readonly Venue[]) => renderToStaticMarkup(<VenueHealth venues={venues} />);
const rows = (html: string) => (html.match(/<a .*?<\/a>/gs) ?? []).map((row) => row.replace(/<[^>]+>/g, ""));

test("without a venue it is the way to one", () => {
  const html = render([]);
  expect(rows(html)).toEqual(["none yet"]);
  expect(html).toContain('href="/venues/connect"');
});

test("trouble stands first and is shown by its mark, not by colour alone", () => {
  const html = render([venue("Binance"), venue("Kraken", { unknownCount: 1 })]);
  expect(rows(html)).toEqual(["Krakenchecking", "Binance12 ms"]);
  expect(html).toContain('aria-label="trouble"');
  expect(html).toContain("Kraken: checking what became of an order");
});

test("seven or more fold into one line, so that the stop stays in sight", () => {
  const many = (count: number) => rows(render(Array.from({ length: count }, (_, index) => venue(`V${index}`))));
  expect(many(6)).toHaveLength(6);
  expect(many(7)).toHaveLength(6);
  expect(many(8).at(-1)).toBe("3 more");
});
