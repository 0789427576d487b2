"use client";
import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { fieldHintClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { PageHead } from "@/components/ui/page-head";
import type { VenueView } from "@/components/venue/types";
import type { Policy } from "@/lib/engine/model";
import { ImportDialog } from "../dialogs/import-dialog";
import { forgetDraft, NEW_PORTFOLIO, readSavedDraft } from "../draft/saved-draft";
import type { PolicyTemplate } from "../types";
import { CreatePortfolio } from "./create-portfolio";
import { StartOnPaper } from "./start-on-paper";
import { WAYS, type Way } from "./ways";

interface NewPortfolioProps {
  way: Way;
  templates: readonly PolicyTemplate[];
  venues: readonly VenueView[];
  baseCurrency: string;
}

const LABELS: Record<Way, { title: string; text: string }> = {
  paper: { title: "Start on paper", text: "A simulated market and made-up money. No key needed." },
  holdings: { title: "From what you hold", text: "Today’s weights at your venues become the target." },
  scratch: { title: "From scratch", text: "Choose every target yourself, or begin with a template." },
};

/** Three ways to a portfolio; which one stands in the address, so that it can be shared and gone back to. */
export function NewPortfolio({ way, templates, venues, baseCurrency }: NewPortfolioProps) {
  const [isImporting, setImporting] = useState(false);
  const [imported, setImported] = useState<{ policy: Policy; count: number } | null>(null);
  // A policy that comes from the lab is taken up once; from here on the form holds it.
  useEffect(() => {
    const kept = readSavedDraft(NEW_PORTFOLIO);
    // Without a venue there is no form yet; it waits until there is one.
    if (kept?.from !== "lab" || venues.length === 0) return;
    forgetDraft(NEW_PORTFOLIO);
    setImported({ policy: kept.policy, count: 1 });
  }, [venues.length]);
  const shown = imported ? "scratch" : way;
  return (
    <div className="grid gap-5 max-md:pb-24">
      <PageHead
        title="New portfolio"
        actions={
          <Button icon={<Icon name="upload" />} onClick={() => setImporting(true)}>
            Import a policy
          </Button>
        }
      />
      <nav className="grid grid-cols-3 gap-2.5 max-md:grid-cols-1" aria-label="How to start">
        {WAYS.map((each) => (
          <Link
            key={each}
            href={`/portfolios/new?from=${each}`}
            className="grid content-start gap-0.5 rounded-lg border border-line bg-surface px-4 py-3 hover:border-edge focus-visible:rounded-lg focus-visible:shadow-focus aria-[current=page]:border-accent aria-[current=page]:inset-ring aria-[current=page]:inset-ring-accent"
            aria-current={each === shown ? "page" : undefined}
            onClick={() => setImported(null)}
          >
            <span className="font-medium">{LABELS[each].title}</span>
            <span className={fieldHintClass}>{LABELS[each].text}</span>
          </Link>
        ))}
      </nav>
      {shown === "paper" ? (
        <StartOnPaper templates={templates} />
      ) : (
        <CreatePortfolio
          key={`${shown} ${imported?.count ?? 0}`}
          way={shown}
          imported={imported?.policy ?? null}
          templates={templates}
          venues={venues}
          baseCurrency={baseCurrency}
        />
      )}
      <ImportDialog
        isOpen={isImporting}
        onClose={() => setImporting(false)}
        onImport={(policy) => {
          setImported({ policy, count: (imported?.count ?? 0) + 1 });
          setImporting(false);
        }}
      />
    </div>
  );
}
