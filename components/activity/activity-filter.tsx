"use client";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { useQueryParam } from "@/components/venue/use-query-param";

/** Nouns of the audit trail as people call them. */
export const ACTIVITY_KINDS = [
  { value: "all", label: "All" },
  { value: "rebalance", label: "Rebalances" },
  { value: "policy", label: "Policies" },
  { value: "portfolio", label: "Portfolios" },
  { value: "venue", label: "Venues" },
  { value: "trading", label: "Stops" },
  { value: "account", label: "Account" },
] as const;

interface ActivityFilterProps {
  portfolios: readonly { id: string; name: string }[];
}

export function ActivityFilter({ portfolios }: ActivityFilterProps) {
  const [action, setAction] = useQueryParam("action");
  const [portfolioId, setPortfolioId] = useQueryParam("portfolio");
  const kind = action?.split(".")[0] ?? "all";
  const setKind = (value: string) => setAction(value === "all" ? null : value);
  const known = ACTIVITY_KINDS.find(({ value }) => value === kind)?.value ?? "all";
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="max-md:hidden">
        <Segmented label="Kind of activity" value={known} onChange={setKind} options={ACTIVITY_KINDS} />
      </span>
      <span className="md:hidden min-w-0 flex-1">
        <Select aria-label="Kind of activity" value={known} onChange={setKind} options={ACTIVITY_KINDS} />
      </span>
      {portfolios.length > 0 && (
        <span className="min-w-0 flex-1 md:max-w-56">
          <Select
            aria-label="Portfolio"
            value={portfolioId ?? ""}
            onChange={(value) => setPortfolioId(value === "" ? null : value)}
            options={[
              { value: "", label: "All portfolios" },
              ...portfolios.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </span>
      )}
    </div>
  );
}
