"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Money } from "@/components/figures/money";
import { Time } from "@/components/figures/time";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toaster";
import { listNames } from "@/lib/format/names";
import { plural } from "@/lib/format/plural";
import type { ArchivedPortfolio } from "./types";

const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog), { ssr: false });

/** Portfolios that were put away: brought back, or deleted for good. */
export function ArchivedList({ portfolios }: { portfolios: readonly ArchivedPortfolio[] }) {
  const [deleting, setDeleting] = useState<ArchivedPortfolio | null>(null);
  if (portfolios.length === 0)
    return (
      <Card aria-label="Archived portfolios">
        <EmptyState
          title="Nothing is archived."
          action={<Button href="/portfolios">Show portfolios at work</Button>}
          hint="A portfolio that you archive from its menu is no longer checked, and waits here with all its records."
        />
      </Card>
    );
  return (
    <Card labelledBy="h-archived">
      <CardHeader
        id="h-archived"
        title="Archived"
        hint="Not checked, records kept. Restored, each comes back paused."
      />
      <ul className="divide-y divide-hairline border-t border-line">
        {portfolios.map((portfolio) => (
          <ArchivedRow key={portfolio.id} portfolio={portfolio} onDelete={() => setDeleting(portfolio)} />
        ))}
      </ul>
      {deleting && <DeleteDialog portfolio={deleting} onClose={() => setDeleting(null)} />}
    </Card>
  );
}

function ArchivedRow({ portfolio, onDelete }: { portfolio: ArchivedPortfolio; onDelete: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const restore = useAction(async () => {
    const { left } = await mutate("portfolios.restore", { portfolioId: portfolio.id });
    const without = left.length > 0 ? ` Without ${listNames(left)}, removed meanwhile.` : "";
    toast(`${portfolio.name} is back, paused until you resume it.${without}`);
    router.push(`/portfolios/${portfolio.id}`);
    router.refresh();
  });
  const { name, archivedAt, lastValue, baseCurrency, runCount } = portfolio;
  return (
    <li className="grid gap-2 px-5 py-3 max-md:px-3.5">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium wrap-anywhere">{name}</p>
          <p className="text-xs text-text-faint">
            archived <Time at={archivedAt} format="date" />, {plural(runCount, "rebalance")}
            {lastValue !== null && (
              <>
                , last worth <Money value={lastValue} unit={baseCurrency} />
              </>
            )}
          </p>
        </div>
        <div className="flex gap-2 max-md:w-full max-md:*:h-11 max-md:*:flex-1">
          <Button isBusy={restore.isPending} aria-label={`Restore ${name}`} onClick={() => restore.run()}>
            Restore
          </Button>
          <Button variant="stop" aria-label={`Delete ${name}`} onClick={onDelete}>
            Delete
          </Button>
        </div>
      </div>
      {restore.problem && (
        <Callout tone="negative" title="Not restored.">
          {restore.problem}
        </Callout>
      )}
    </li>
  );
}
