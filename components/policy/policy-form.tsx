"use client";
import "./policy.css";
import type { ReactNode } from "react";
import { AutonomySection } from "./autonomy-section";
import type { EditorPart } from "./editor";
import { LimitsSection } from "./limits-section";
import { PreviewPanel } from "./preview-panel";
import { TargetsSection } from "./targets-section";
import { TradingSection } from "./trading-section";
import { TriggersSection } from "./triggers-section";
import type { PolicyPreview } from "./use-preview";

interface PolicyFormProps extends EditorPart {
  preview: PolicyPreview;
  /** Stands over the first section: name and venues of a new portfolio. */
  lead?: ReactNode;
  /** Stands under the last one: versions, files. */
  trail?: ReactNode;
}

/** The whole policy on one page, what it would do now beside it. */
export function PolicyForm({ preview, lead, trail, ...part }: PolicyFormProps) {
  const rows = preview.view?.allocation ?? [];
  const actual = new Map(rows.map((row) => [row.key, row.weight]));
  return (
    <div className="cols policy-split">
      <div className="cols">
        {lead}
        <TargetsSection actual={actual} {...part} />
        <TriggersSection {...part} />
        <TradingSection {...part} />
        <AutonomySection {...part} />
        <LimitsSection {...part} />
        {trail}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on its own, so keys must reach it */}
      <aside className="cols policy-side" aria-label="Preview" tabIndex={0}>
        <PreviewPanel preview={preview} baseCurrency={part.baseCurrency} />
      </aside>
    </div>
  );
}
