/** What the lab's cards say in each of their states, read from their markup as a reader would. */
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { optionsOf } from "@/lib/schemas/lab-spec";
import { ComparedCard } from "./comparison/compared-card";
import { DistributionCard } from "./distribution/distribution-card";
import { EXPORTED } from "./export/fixture";
import { LabTrouble } from "./lab-trouble";
import { BandList } from "./policy/band-list";
import { PolicyPanel } from "./policy/policy-panel";
import type { PricesState } from "./prices/use-prices";
import type { LabSource } from "./types";
import type { LabResult } from "./use-lab-run";
import { ValueCard } from "./value/value-card";
import { VerdictCard } from "./value/verdict-card";
import { WeightsCard } from "./weights/weights-card";
import { WorkLine } from "./work/work-line";
import { YearsCard } from "./years/years-card";

const nothing = () => {};
const render = (element: ReactElement) => renderToStaticMarkup(element);
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
/** The opening tags of buttons by what they say: attributes are what a state changes. */
const buttons = (html: string) =>
  new Map(
    [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(([, tag = "", inner = ""]) => [textOf(inner), tag]),
  );

const { spec, run } = EXPORTED;
const result: LabResult = { run, spec, options: optionsOf(spec.costs, [], spec.period), changes: [], count: 1 };
const [yours] = spec.strategies;
if (!yours) throw new Error("The fixture has a policy");
const alone = { ...spec, strategies: [yours] };
const span = { firstAt: run.firstAt, lastAt: run.lastAt };

describe("prices and runs that fail", () => {
  const simulated: LabSource = {
    source: "simulated",
    name: "Simulated market",
    isSimulated: true,
    quotes: ["USDT"],
    timeframes: ["1d"],
    assets: [],
  };
  const failed: PricesState = { state: "failed", prices: null, key: "k", message: "The disk is full." };
  const loading: PricesState = { state: "loading", prices: null, key: "k" };
  const trouble = (of: Partial<Parameters<typeof LabTrouble>[0]>) =>
    render(
      <LabTrouble
        prices={loading}
        problem={null}
        spec={spec}
        sources={[simulated]}
        edit={nothing}
        onRetry={nothing}
        onPrices={nothing}
        onBring={nothing}
        {...of}
      />,
    );

  test("nothing is said while nothing is wrong", () => expect(trouble({})).toBe(""));

  test("prices that fail say why, aloud, with three ways out", () => {
    const html = trouble({ prices: failed });
    expect(html).toContain('role="alert"');
    expect(textOf(html)).toContain("The disk is full.");
    expect([...buttons(html).keys()]).toEqual(["Choose other prices", "Bring in prices", "Try again"]);
  });

  test("prices that were never brought in are no failure, and simulated ones are at hand", () => {
    const elsewhere = { ...spec, prices: { ...spec.prices, source: "exchange:kraken" } };
    const html = trouble({ prices: failed, spec: elsewhere });
    expect(html).not.toContain('role="alert"');
    expect(textOf(html)).toContain("No prices of Kraken are stored here yet.");
    expect([...buttons(html).keys()]).toEqual(["Use simulated prices", "Bring in prices"]);
    expect([...buttons(trouble({ prices: failed, spec: elsewhere, sources: [] })).keys()]).toEqual(["Bring in prices"]);
  });

  test("what the owner can mend differs from a run that broke, three messages at most", () => {
    const messages = ["one", "two", "three", "four"];
    const input = textOf(trouble({ problem: { messages, isInput: true } }));
    expect(input).toContain("This cannot be run as it is.");
    expect(input).toContain("three");
    expect(input).not.toContain("four");
    expect(textOf(trouble({ problem: { messages, isInput: false } }))).toContain("The run stopped short.");
  });
});

describe("the panel", () => {
  const panel = (of: Partial<Parameters<typeof PolicyPanel>[0]>) =>
    render(<PolicyPanel spec={alone} edit={nothing} opened={alone} run={null} {...of} />);

  test("says that it computes, then how much and how fast", () => {
    expect(textOf(panel({}))).toMatch(/Computing$/);
    expect(textOf(panel({ run }))).toMatch(/3 days, computed in 1\.0 ms$/);
  });

  test("can be set back only once something was changed", () => {
    expect(buttons(panel({})).get("Reset")).toContain('disabled=""');
    expect(buttons(panel({ spec: { ...alone } })).get("Reset")).not.toContain('disabled=""');
  });

  test("offers which policy it changes only where there are several", () => {
    expect(panel({})).not.toContain("Policy to change");
    expect(panel({ spec })).toContain('aria-label="Policy to change"');
  });

  test("has a slider only for what the policy has", () => {
    const triggers: Policy["triggers"] = [{ kind: "cash-flow", shareMin: 0.01 }];
    const flows = { ...alone, strategies: [{ ...yours, policy: { ...yours.policy, triggers } }] };
    const sliders = (html: string) => html.match(/type="range"/g)?.length;
    expect(sliders(panel({}))).toBe(3);
    expect(sliders(panel({ spec: flows }))).toBe(1);
  });
});

describe("what the band means", () => {
  const targets = (count: number): Policy["targets"] =>
    Array.from({ length: count }, (_, index) => ({ kind: "asset", asset: `A${index}`, weight: 1 / count }));
  const rows = (policy: Policy) => render(<BandList policy={policy} />).match(/<dt/g)?.length ?? 0;

  test("many targets fold, but never only one of them", () => {
    expect(rows({ ...yours.policy, targets: targets(9) })).toBe(9);
    expect(rows({ ...yours.policy, targets: targets(12) })).toBe(8);
    expect(textOf(render(<BandList policy={{ ...yours.policy, targets: targets(12) }} />))).toContain(
      "and 4 smaller targets.",
    );
  });

  test("a band the market sets has no figure for each target", () => {
    const band = { kind: "cost-optimal", riskAversion: 3, cost: null, floor: 0.01, cap: 0.1 } as const;
    const html = render(<BandList policy={{ ...yours.policy, band }} />);
    expect(html).not.toContain("<dl");
    expect(textOf(html)).toContain("what a trade costs");
  });
});

describe("the comparison", () => {
  const compared = (of: LabResult) =>
    render(<ComparedCard result={of} edit={nothing} onAdd={nothing} onUse={nothing} />);
  const columns = (html: string) => html.match(/scope="col"/g)?.length;

  test("a column a policy and one for holding, the best of each row named", () => {
    const html = compared(result);
    expect(columns(html)).toBe(4);
    expect(textOf(html)).toContain("not annualised: 2 days");
    expect(textOf(compared({ ...result, run: { ...run, lastAt: run.firstAt + 364 * 86_400_000 } }))).not.toContain(
      "not a",
    );
    const [, ends = ""] = html.match(/<tr[^>]*>(<th[^>]*>Ends at.*?)<\/tr>/) ?? [];
    expect(ends.split("<td").map((cell) => cell.includes("best"))).toEqual([false, true, false, false]);
  });

  test("the last policy cannot be removed, the seventh not added", () => {
    expect([...buttons(compared(result)).keys()]).toContain("Remove");
    const single = compared({ ...result, spec: alone, run: { ...run, strategies: run.strategies.slice(0, 1) } });
    expect([...buttons(single).keys()]).not.toContain("Remove");
    expect(buttons(single).get("Compare…")).not.toContain('disabled=""');
    const six = Array.from({ length: 6 }, (_, index) => ({ ...yours, name: `P${index}` }));
    const [first] = run.strategies;
    if (!first) throw new Error("The fixture has a run");
    const full = compared({
      ...result,
      spec: { ...spec, strategies: six },
      run: { ...run, strategies: six.map(() => first) },
    });
    expect(buttons(full).get("Compare…")).toContain('disabled=""');
    expect([...buttons(full).keys()]).not.toContain("Copy to another column");
  });
});

describe("cards before, during and after a run", () => {
  test("too few prices become a sentence, not a line", () => {
    const value = (of: LabResult) =>
      render(<ValueCard result={of} scale="linear" period={spec.period} span={span} edit={nothing} note={null} />);
    expect(textOf(value(result))).toContain("rebalances, 1");
    const short = value({ ...result, run: { ...run, bars: 2 } });
    expect(textOf(short)).toContain("Only 2 prices lie in this period");
    expect(short).not.toContain("Show as table");
  });

  test("what was taken for granted is listed under the verdict, or there is no list", () => {
    expect(render(<VerdictCard result={result} />)).not.toContain("<ul");
    const [first, ...others] = run.strategies;
    if (!first) throw new Error("The fixture has a run");
    const withNotes = { ...run, strategies: [{ ...first, notes: ["Fees are a guess."] }, ...others] };
    expect(textOf(render(<VerdictCard result={{ ...result, run: withNotes }} />))).toContain("Fees are a guess.");
  });

  test("years: none yet, then a row each and what they come to", () => {
    const metrics = run.strategies[0]?.metrics ?? null;
    const long = { firstAt: 0, lastAt: 364 * 86_400_000 };
    const years = (of: typeof metrics, during = long) =>
      render(<YearsCard name="Yours" metrics={of} holding={run.holding.metrics} span={during} />);
    expect(textOf(years(null))).toContain("Not computed yet.");
    const html = years(metrics);
    expect(html.match(/role="img"/g)).toHaveLength(2);
    expect(textOf(html)).toContain("A year, compound");
    expect(textOf(years(metrics, span))).toContain("Together, not annualised");
  });

  test("weights: none yet, too few, and dimmed where they answer an older question", () => {
    const own = run.strategies[0];
    if (!own) throw new Error("The fixture has a run");
    const recorded = (count: number) => ({
      ...own,
      weights: {
        keys: ["BTC"],
        names: ["Bitcoin"],
        times: Float64Array.from({ length: count }, (_, bar) => run.firstAt + bar * 86_400_000),
        columns: new Float64Array(count).fill(1),
      },
    });
    const weights = (of: typeof own | null, isStale = false) =>
      render(<WeightsCard name="Yours" run={of} policy={yours.policy} isStale={isStale} />);
    expect(textOf(weights(null))).toContain("Not computed yet.");
    expect(textOf(weights(recorded(2)))).toContain("Too few bars");
    const full = weights(recorded(3));
    expect(textOf(full)).toContain("Rebalanced once.");
    expect(full).not.toContain("opacity-55");
    expect(weights(recorded(3), true)).toContain("opacity-55");
  });

  test("luck is not measured on a history too short to begin anew in", () => {
    const luck = (days: number) =>
      render(
        <DistributionCard
          engine={null}
          request={null}
          name="Yours"
          dataKey="k"
          span={{ firstAt: 0, lastAt: days * 86_400_000 }}
          seed={1}
          onSeed={nothing}
        />,
      );
    expect(textOf(luck(19))).toContain("choose a period of at least 20 days");
    expect(luck(19)).not.toContain("<table");
    expect(luck(400).match(/<table/g)).toHaveLength(2);
    expect(textOf(luck(400))).toContain("Not computed yet.");
  });
});

describe("long work", () => {
  const work = { phase: "resting", done: 0, of: 0, problem: null, cancel: nothing, start: nothing } as const;
  const line = (of: Partial<Parameters<typeof WorkLine>[0]["work"]>) =>
    render(
      <WorkLine work={{ ...work, ...of }} unit="cells">
        At rest.
      </WorkLine>,
    );

  test("says how far it is and can be cancelled", () => {
    const html = line({ phase: "running", done: 7, of: 42 });
    expect(html).toMatch(/<progress[^>]* value="7" max="42"/);
    expect(textOf(html)).toBe("7 of 42 cells Cancel");
    expect(textOf(line({ phase: "running" }))).toBe("starting Cancel");
  });

  test("says where it stopped, and offers to go on", () => {
    expect(textOf(line({ phase: "stopped", done: 1, of: 42 }))).toBe("Stopped at 1 of 42 cells. Compute");
    expect(textOf(line({ phase: "stopped" }))).toBe("Stopped before it began. Compute");
  });

  test("says aloud why it was refused, and only then", () => {
    const refused = line({ phase: "refused", problem: "Too many cells." });
    expect(refused).toContain('role="alert"');
    expect(textOf(refused)).toBe("Too many cells. Try again");
    expect(line({ phase: "stopped" })).not.toContain('role="alert"');
  });

  test.each(["resting", "done"] as const)("%s, it gives its line to others", (phase) =>
    expect(textOf(line({ phase }))).toBe("At rest."),
  );
});
