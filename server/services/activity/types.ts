/** The audit trail as its screen sees it. Instants are epoch ms. */

export interface ActivityView {
  entries: readonly {
    id: string;
    at: number;
    actor: string;
    action: string;
    summary: string;
    href: string | null;
    portfolioName: string | null;
  }[];
  nextCursor: string | null;
}
