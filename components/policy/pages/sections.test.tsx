import type { ComponentProps, ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { corePolicy } from "@/lib/testing/core-policy";
import { bandOfKind } from "../draft/bands";
import { draftOf } from "../draft/draft";
import { editDraft, type PolicyEdit } from "../draft/edit";
import { problemsOf } from "../draft/problems";
import { PreviewPanel } from "../preview/preview-panel";
import type { PolicyPreview } from "../preview/use-preview";
import { BandsSection } from "./bands-section";
import type { PagePart } from "./editor";
import { FollowTargets } from "./follow-targets";
import { PageTabs } from "./page-tabs";
import { StrategySection } from "./strategy-section";
import { TargetsSection } from "./targets-section";

const POLICY = corePolicy();
const [BTC, ETH, STABLE] = ["t0", "t1", "t2"] as const;
const FOLLOWING: PolicyEdit = { do: "switch", part: "dynamic", isOn: true, timeZone: "UTC" };

type ResolvedPolicy = NonNullable<PagePart["resolved"]>;

/** The editor after some edits, its first page open. */
function partAfter(edits: readonly PolicyEdit[] = [], resolved: ResolvedPolicy | null = null): PagePart {
  const draft = edits.reduce(editDraft, draftOf(POLICY));
  return {
    draft,
    edit: () => {},
    problems: problemsOf(draft),
    baseCurrency: "USDT",
    pages: { page: "targets", hrefOf: (page) => `/policy?page=${page}`, open: () => {} },
    resolved,
  };
}

/** Bitcoin moved to 55 % by a rule of equal risk, the others as written. */
const RESOLVED: ResolvedPolicy = {
  at: 0,
  targets: [
    { key: "BTC", name: "BTC", written: 0.5, weight: 0.55, range: { low: 0.4, high: 0.6 } },
    { key: "ETH", name: "ETH", written: 0.3, weight: 0.3, range: { low: 0.2, high: 0.4 } },
  ].map((each) => ({ ...each, members: [each.key], band: 0.05, sigmaDay: 0.031, trend: null })),
  rule: { kind: "equal-risk", asOf: 0, nextAt: null, sources: [], note: null },
  stop: null,
  flow: null,
  capitalisations: [],
  problems: [],
};

/** What is there and in which state; how it looks (classes) is not tested. */
const render = (element: ReactElement) => renderToStaticMarkup(element).replace(/ class="[^"]*"/g, "");
const targets = (part: PagePart) =>
  render(<TargetsSection actual={new Map([["BTC", 0.47]])} isBalancing onBalancing={() => {}} {...part} />);

/** The one element (its opening tag) that carries this label. */
function labelled(html: string, label: string): string {
  const found = html.match(/<[a-z]+ [^>]*>/g)?.filter((tag) => tag.includes(`aria-label="${label}"`)) ?? [];
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} elements are labelled "${label}"`);
  return found[0];
}
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("targets", () => {
  test("a whole policy says so and marks nothing", () => {
    const html = targets(partAfter());
    expect(text(html)).toContain("100 % given");
    expect(html).not.toContain("aria-invalid");
    expect(html).not.toContain('role="alert"');
    expect(labelled(html, "Bitcoin, target weight")).toContain('aria-valuetext="50 percent, now 47 percent"');
  });

  test("a locked weight can neither be dragged nor typed, and its lock is pressed", () => {
    const html = targets(partAfter([{ do: "lock", id: BTC, isLocked: true }]));
    expect(labelled(html, "Bitcoin, target weight")).toContain(" disabled");
    expect(labelled(html, "Bitcoin, target weight in percent")).toContain(" disabled");
    expect(labelled(html, "Lock Bitcoin at its weight")).toContain('aria-pressed="true"');
    expect(labelled(html, "Ethereum, target weight in percent")).not.toContain(" disabled");
    expect(labelled(html, "Lock Ethereum at its weight")).toContain('aria-pressed="false"');
  });

  test("what is wrong with a row is said at its field", () => {
    const html = targets(
      partAfter([
        { do: "set-asset", id: ETH, asset: "E_TH" },
        { do: "set-weight", id: ETH, weight: 0, isBalancing: false },
      ]),
    );
    expect(labelled(html, "E_TH, target weight in percent")).toContain(`aria-describedby="${ETH}-error"`);
    expect(labelled(html, "E_TH, target weight in percent")).toContain('aria-invalid="true"');
    expect(html).toMatch(new RegExp(`<p [^>]*id="${ETH}-error" role="alert">&quot;E_TH&quot; is no asset code`));
    expect(labelled(html, "Bitcoin, target weight in percent")).not.toContain("aria-invalid");
    expect(text(html)).toContain("30 % left to give Distribute the rest");
  });

  test("too much is scaled; what all locked weights leave cannot be given", () => {
    const over = targets(partAfter([{ do: "set-weight", id: BTC, weight: 7_000, isBalancing: false }]));
    expect(text(over)).toContain("20 % too much Scale to 100 %");
    const locked = partAfter([
      { do: "set-weight", id: BTC, weight: 4_000, isBalancing: false },
      ...[BTC, ETH, STABLE].map((id) => ({ do: "lock", id, isLocked: true }) as const),
    ]);
    expect(targets(locked)).toMatch(/<button[^>]* disabled=""[^>]*>Distribute the rest/);
  });

  test("a group that lost its members says what it needs and still takes one", () => {
    const html = targets(
      partAfter(["t2m0", "t2m1"].map((memberId) => ({ do: "remove-member", id: STABLE, memberId }) as const)),
    );
    expect(text(html)).toContain("A group needs at least one member. Add an asset, or remove it.");
    expect(labelled(html, "Add an asset to the group")).toContain('role="combobox"');
    expect(html).not.toContain("out of Stablecoins");
  });

  test("a policy without targets says how to begin", () => {
    const html = targets(
      partAfter([BTC, ETH, STABLE].map((id) => ({ do: "remove", id, isBalancing: false }) as const)),
    );
    expect(text(html)).toContain("No target yet. Add the first asset");
    expect(html).not.toContain('type="range"');
  });

  test("where a rule moves a target, its slider says so and its band follows", () => {
    const html = targets(partAfter([FOLLOWING], RESOLVED));
    expect(labelled(html, "Bitcoin, target weight")).toContain("by the rule 55 percent");
    expect(labelled(html, "Ethereum, target weight")).not.toContain("by the rule");
    expect(text(html)).toContain("what you write is the anchor");
  });
});

describe("who follows a rule", () => {
  const follow = (part: PagePart, change: Partial<ComponentProps<typeof FollowTargets>["dynamic"]> = {}) => {
    const { dynamic } = part.draft.settings;
    if (!dynamic) throw new Error("The policy follows nothing");
    return render(<FollowTargets {...part} dynamic={{ ...dynamic, ...change }} onChange={() => {}} />);
  };

  test("what the rule gives stands beside what is written; what keeps its weight has no range", () => {
    const html = follow(partAfter([FOLLOWING], RESOLVED), { fixed: ["group:Stablecoins"] });
    expect(html).toContain('aria-label="Bitcoin: written 50.0');
    expect(html).toMatch(/aria-label="Bitcoin: [^"]*now 55\.0/);
    expect(html).toMatch(/aria-label="Stablecoins: [^"]*not set by the rule"/);
    expect(html).not.toContain("aria-invalid");
  });

  test("a rule that nobody follows is marked at every target", () => {
    const part = partAfter([FOLLOWING]);
    const problems = [{ path: "dynamic.fixed", message: "At least two targets must follow." }];
    const html = follow({ ...part, problems });
    expect(html).toMatch(/<p [^>]*id="follow-error" role="alert">At least two targets must follow/);
    expect(html.match(/aria-describedby="follow-error"/g)).toHaveLength(POLICY.targets.length);
  });
});

describe("the other pages", () => {
  test("bands: a width waits for its measurement; a band of its own opens its fields", () => {
    const wild = bandOfKind("volatility", POLICY.band);
    const unmeasured = text(render(<BandsSection {...partAfter([{ do: "settings", change: { band: wild } }])} />));
    expect(unmeasured.match(/not measured yet/g)).toHaveLength(POLICY.targets.length);
    const own = render(
      <BandsSection {...partAfter([{ do: "target-band", id: BTC, band: { kind: "absolute", width: 0.02 } }])} />,
    );
    expect(text(own)).toContain("Own band of Bitcoin");
    expect(text(own)).toContain("Use the policy’s band: Bitcoin");
    expect(text(own)).toContain("Give it its own band: Ethereum");
  });

  test("strategy: a part that is off says what it would do, one at fault what is wrong", () => {
    const off = render(<StrategySection {...partAfter()} />);
    expect(off.match(/role="switch" aria-checked="false"/g)).toHaveLength(3);
    const part = partAfter([FOLLOWING]);
    const problems = [{ path: "stop.drop", message: "Between 0.1 and 99.9 %." }];
    const html = render(<StrategySection {...part} problems={problems} />);
    expect(html.match(/role="switch" aria-checked="true"/g)).toHaveLength(1);
    expect(text(html)).toContain("Portfolio stop Between 0.1 and 99.9 %.");
  });

  test("tabs: the open page, the parts that are on, and how much is wrong where", () => {
    const { draft, pages } = partAfter([FOLLOWING]);
    const problems = ["stop.drop", "stop.windowDays", "band.ratio"].map((path) => ({ path, message: "No." }));
    const html = render(<PageTabs pages={pages} settings={draft.settings} problems={problems} />);
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(text(html)).toMatch(/^Targets Follow the market on When it acts Bands 1 , 1 problem /);
    expect(text(html)).toContain("Portfolio stop 2 , 2 problems");
  });
});

describe("preview", () => {
  const VIEW: NonNullable<PolicyPreview["view"]> = {
    allocation: [],
    portfolioDrift: 0,
    wouldTrade: false,
    headline: "Nothing to do",
    sentence: "Every target is inside its band.",
    plan: null,
    limitChecks: [],
    nextAt: [],
    resolved: {
      ...RESOLVED,
      problems: [{ message: "12 days are stored; 90 are needed.", part: "weights", fix: null }],
    },
  };
  const preview = (change: Partial<PolicyPreview>) => {
    const shown: PolicyPreview = { view: VIEW, state: "current", problem: null, error: null, ...change };
    return render(<PreviewPanel preview={shown} baseCurrency="USDT" />);
  };

  test("an answer is shown with what is missing for it", () => {
    const html = preview({});
    expect(text(html)).toContain("Nothing to do");
    expect(text(html)).toContain("12 days are stored; 90 are needed.");
    expect(html).not.toContain("data-stale");
  });

  test("an old answer stays while it is measured anew, dimmed; what went wrong is not", () => {
    const html = preview({ state: "broken", problem: "The server did not answer." });
    expect(text(html)).toContain("not up to date");
    expect(html.indexOf("data-stale")).toBeGreaterThan(html.indexOf("not up to date"));
    expect(html).toMatch(/<\/div><p[^>]*>The server did not answer\.<\/p><\/section>$/);
    expect(preview({ state: "loading" })).toContain('aria-busy="true"');
  });

  test("before the first answer: shapes while it is measured, the reason where there is none", () => {
    expect(preview({ view: null, state: "loading" })).toContain('aria-hidden="true"');
    expect(text(preview({ view: null, state: "invalid", problem: "Add targets." }))).toContain("Add targets.");
  });
});
