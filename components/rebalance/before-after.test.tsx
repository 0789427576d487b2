import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Plan, TargetDrift } from "@/lib/engine/model";
import { BeforeAfter } from "./before-after";

const row = (place: number, weight: number, postTrade: number): TargetDrift =>
  ({
    key: `A${place}`,
    name: `Asset ${place}`,
    kind: "asset",
    members: [`A${place}`],
    weight,
    target: 0.05,
    band: 0.01,
    drift: weight - 0.05,
    isOutside: false,
    postTrade,
  }) as unknown as TargetDrift;

const render = (rows: readonly TargetDrift[]) =>
  renderToStaticMarkup(<BeforeAfter plan={{ after: rows, orders: [] } as unknown as Plan} />);
const still = (count: number) => Array.from({ length: count }, (_, place) => row(place + 1, 0.05, 0.05));

test("what is not traded folds away on a phone, and everywhere in a crowd", () => {
  const few = render([row(0, 0.055, 0.05), ...still(3)]);
  expect(few).toContain("Show 3 not traded");
  expect(few.match(/max-md:hidden"/g)?.length).toBeGreaterThan(0);
  expect(few).not.toContain("md:hidden max-md:hidden");
  const crowd = render([row(0, 0.055, 0.05), ...still(13)]);
  expect(crowd).toContain("Show 13 not traded");
  expect(crowd.match(/max-md:hidden md:hidden/g)).toHaveLength(13);
});

test("a plan that trades nothing hides nothing", () => {
  const html = render(still(3));
  expect(html).not.toContain("not traded</button>");
  expect(html.match(/on target/g)).toHaveLength(3);
});

test("a first purchase lands on target, and nothing was outside before it", () => {
  const cash = { ...row(0, 1, 0.9), target: 0.9, isOutside: true };
  const bought = { ...row(1, 0, 0.05), isOutside: true };
  const short = { ...row(2, 0, 0.03), isOutside: true };
  const plan = { after: [cash, bought, short], orders: [] } as unknown as Plan;
  const first = renderToStaticMarkup(<BeforeAfter plan={plan} isFirstPurchase />);
  expect(first.match(/lands on target/g)).toHaveLength(2);
  expect(first).toContain("closer to target");
  expect(first).not.toContain("back ");
  expect(first).not.toContain("border-outside");
  expect(renderToStaticMarkup(<BeforeAfter plan={plan} />)).toContain("back on target");
});
