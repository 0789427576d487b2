"use client";
import { type ReactElement, type ReactNode, useState } from "react";
import { SidePane } from "@/components/ui/side-pane";
import { PreviewPanel } from "../preview/preview-panel";
import type { PolicyPreview } from "../preview/use-preview";
import { AutonomySection } from "./autonomy-section";
import { BandsSection } from "./bands-section";
import type { EditorPart, PagePart } from "./editor";
import { FollowSection } from "./follow-section";
import { LimitsSection } from "./limits-section";
import { PageTabs } from "./page-tabs";
import { StopSection } from "./stop-section";
import { StrategySection } from "./strategy-section";
import { TargetsSection } from "./targets-section";
import { TradingSection } from "./trading-section";
import { TrendSection } from "./trend-section";
import { TriggersSection } from "./triggers-section";
import { useEditorPage } from "./use-editor-page";

interface PolicyFormProps extends EditorPart {
  preview: PolicyPreview;
  /** Stands over the first section: name and venues of a new portfolio. */
  lead?: ReactNode;
  /** Stands under the last one of the first page: versions. */
  trail?: ReactNode;
  /** Stands under the preview. */
  beside?: ReactNode;
}

const COLUMN = "grid min-w-0 gap-5 *:min-w-0 max-md:gap-4";

/** The policy page by page, what it would do now beside it. The first page is all a newcomer needs. */
export function PolicyForm({ preview, lead, trail, beside, ...rest }: PolicyFormProps) {
  const pages = useEditorPage();
  const part: PagePart = { ...rest, pages, resolved: preview.view?.resolved ?? null };
  return (
    <>
      <PageTabs pages={pages} settings={part.draft.settings} problems={part.problems} />
      <div
        className="group/form grid grid-cols-[minmax(0,1fr)_340px] items-start gap-5 max-desk:grid-cols-1 max-md:gap-4"
        data-slot="policy-form"
        data-stale={(preview.view && preview.state !== "current") || undefined}
      >
        <div className={COLUMN}>
          <OpenPage part={part} preview={preview} lead={lead} trail={trail} />
        </div>
        <SidePane from="desk" hasBarBelow label="Preview">
          <PreviewPanel preview={preview} baseCurrency={part.baseCurrency} />
          {beside}
        </SidePane>
      </div>
    </>
  );
}

interface OpenPageProps extends Pick<PolicyFormProps, "preview" | "lead" | "trail"> {
  part: PagePart;
}

function OpenPage({ part, preview, lead, trail }: OpenPageProps): ReactElement {
  const [isBalancing, setBalancing] = useState(true);
  switch (part.pages.page) {
    case "targets": {
      const actual = new Map((preview.view?.allocation ?? []).map((row) => [row.key, row.weight]));
      return (
        <>
          {lead}
          <TargetsSection actual={actual} isBalancing={isBalancing} onBalancing={setBalancing} {...part} />
          <StrategySection {...part} />
          <AutonomySection {...part} />
          {trail}
        </>
      );
    }
    case "weights":
      return <FollowSection {...part} />;
    case "triggers":
      return <TriggersSection {...part} />;
    case "bands":
      return <BandsSection {...part} />;
    case "trend":
      return <TrendSection {...part} />;
    case "stop":
      return <StopSection {...part} />;
    case "trading":
      return <TradingSection {...part} />;
    case "limits":
      return <LimitsSection {...part} />;
  }
}
