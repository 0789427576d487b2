import { expect, test } from "vitest";
import { readPortfolioAddress } from "./overview";

test("an address is read, and what is not understood in it is left out", () => {
  expect(readPortfolioAddress({})).toEqual({});
  expect(
    readPortfolioAddress({ q: " core ", state: "waits", mode: "live", venue: "v1", sort: "-drift", page: "3" }),
  ).toEqual({ search: "core", state: "waits", mode: "live", venueId: "v1", sort: "drift", isReversed: true, page: 3 });
  const nonsense = { q: ["a", "b"], state: "archived", mode: "x", venue: "", sort: "--value", page: "-1", other: "y" };
  expect(readPortfolioAddress(nonsense)).toEqual({});
  expect(readPortfolioAddress({ sort: "name", page: "two" })).toEqual({ sort: "name", isReversed: false });
});
