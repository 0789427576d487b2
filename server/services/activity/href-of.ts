/** Where a line of the audit trail leads. What is gone has no page, so removals lead nowhere. */
const GONE = new Set(["venue.remove", "portfolio.delete"]);

export const ARCHIVED_HREF = "/portfolios?state=archived";

interface Entry {
  action: string;
  subjectKind: string | null;
  subjectId: string | null;
  portfolioId: string | null;
}

/** `portfolio`: the one it is about, as it is now; null: about none, or about one that was deleted. */
export function hrefOf(entry: Entry, portfolio: { isArchived: boolean } | null): string | null {
  if (GONE.has(entry.action) || (entry.portfolioId !== null && portfolio === null)) return null;
  if (entry.subjectKind === "rebalance" && entry.subjectId) return `/rebalances/${entry.subjectId}`;
  if (entry.subjectKind === "venue" && entry.subjectId) return `/venues#${entry.subjectId}`;
  if (portfolio?.isArchived) return ARCHIVED_HREF;
  if (entry.action.startsWith("policy.") && entry.portfolioId) return `/portfolios/${entry.portfolioId}/policy`;
  if (entry.portfolioId) return `/portfolios/${entry.portfolioId}`;
  if (entry.action.startsWith("account.") || entry.action.startsWith("settings.")) return "/settings";
  return null;
}
