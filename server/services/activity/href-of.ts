/** Where a line of the audit trail leads. What is gone has no page, so removals lead nowhere. */
const GONE = new Set(["venue.remove", "portfolio.archive"]);

export function hrefOf(entry: {
  action: string;
  subjectKind: string | null;
  subjectId: string | null;
  portfolioId: string | null;
}): string | null {
  if (GONE.has(entry.action)) return null;
  if (entry.subjectKind === "rebalance" && entry.subjectId) return `/rebalances/${entry.subjectId}`;
  if (entry.subjectKind === "venue" && entry.subjectId) return `/venues#${entry.subjectId}`;
  if (entry.action.startsWith("policy.") && entry.portfolioId) return `/portfolios/${entry.portfolioId}/policy`;
  if (entry.portfolioId) return `/portfolios/${entry.portfolioId}`;
  if (entry.action.startsWith("account.") || entry.action.startsWith("settings.")) return "/settings";
  return null;
}
