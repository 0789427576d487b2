/** The editor's pages, each with an address of its own (?page=bands); the first is the simple form and needs none. */
import type { Policy } from "@/lib/engine/model";
import type { Part } from "../draft/parts";
import type { Problem } from "../draft/problem";

export const EDITOR_PAGES = ["targets", "weights", "triggers", "bands", "trend", "stop", "trading", "limits"] as const;
export type EditorPage = (typeof EDITOR_PAGES)[number];

export const PAGE_NAMES: Record<EditorPage, string> = {
  targets: "Targets",
  weights: "Follow the market",
  triggers: "When it acts",
  bands: "Bands",
  trend: "Let winners run",
  stop: "Portfolio stop",
  trading: "How it trades",
  limits: "Limits",
};

/** Parts that can be off have a page each. */
export const PAGE_OF_PART = { dynamic: "weights", trendGuard: "trend", stop: "stop" } as const satisfies Record<
  Part,
  EditorPage
>;

export const editorPageOf = (text: string | null): EditorPage =>
  EDITOR_PAGES.find((page) => page === text) ?? EDITOR_PAGES[0];

const PAGE_OF_FIELD: Record<keyof Policy, EditorPage> = {
  version: "targets",
  targets: "targets",
  autonomy: "targets",
  whenUnconfirmed: "limits",
  proposalMinutes: "targets",
  priceToleranceBps: "targets",
  dynamic: "weights",
  triggers: "triggers",
  band: "bands",
  trendGuard: "trend",
  stop: "stop",
  destination: "trading",
  scope: "trading",
  flow: "trading",
  untargeted: "trading",
  quoteAsset: "trading",
  cashBuffer: "trading",
  cooldownMinutes: "trading",
  tradeNotionalMin: "trading",
  limits: "limits",
};

const PAGES_BY_FIELD: ReadonlyMap<string, EditorPage> = new Map(Object.entries(PAGE_OF_FIELD));

/** The page that holds a field; what belongs to no field of a policy (a portfolio's name) stands on the first. */
export function pageOfPath(path: string): EditorPage {
  if (/^targets\.\d+\.band/.test(path)) return "bands";
  return PAGES_BY_FIELD.get(path.split(".")[0] ?? "") ?? EDITOR_PAGES[0];
}

export function problemsByPage(problems: readonly Problem[]): ReadonlyMap<EditorPage, readonly Problem[]> {
  return Map.groupBy(problems, (problem) => pageOfPath(problem.path));
}
