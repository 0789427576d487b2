"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { VenueView } from "@/components/venue/types";
import type { Policy } from "@/lib/engine/model";
import { LeaveDialog } from "../dialogs/leave-dialog";
import type { Problem } from "../draft/problem";
import { fieldProblem } from "../draft/server-problem";
import { usePolicyDraft } from "../draft/use-policy-draft";
import { useUnsavedGuard } from "../draft/use-unsaved-guard";
import { PolicyForm } from "../pages/policy-form";
import { SaveBanner } from "../pages/save-banner";
import { usePreview } from "../preview/use-preview";
import type { PolicyTemplate } from "../types";
import { LeadSection } from "./lead-section";
import type { Way } from "./ways";

interface CreatePortfolioProps {
  way: Exclude<Way, "paper">;
  imported: Policy | null;
  templates: readonly PolicyTemplate[];
  venues: readonly VenueView[];
  baseCurrency: string;
}

export function CreatePortfolio(props: CreatePortfolioProps) {
  const template = props.templates[0];
  if (props.venues.length === 0) {
    return (
      <Card>
        <EmptyState
          title="No venue yet."
          action={
            <Button variant="primary" href="/venues/connect">
              Connect a venue
            </Button>
          }
          hint="A portfolio needs a place where its assets are: an exchange account, a paper account, or a list you keep by hand."
        />
      </Card>
    );
  }
  if (!template) return null;
  return <CreateForm {...props} template={template} />;
}

function CreateForm({
  way,
  imported,
  templates,
  template,
  venues,
  baseCurrency,
}: CreatePortfolioProps & { template: PolicyTemplate }) {
  const trpc = useTRPC();
  const router = useRouter();
  const blank = useMemo<Policy>(() => ({ ...template.policy, targets: [] }), [template]);
  const [name, setName] = useState("");
  const [base, setBase] = useState(baseCurrency);
  const [venueIds, setVenueIds] = useState<readonly string[]>(() =>
    venues
      .filter((venue) => venue.portfolios.length === 0)
      .slice(0, 1)
      .map((venue) => venue.id),
  );
  const [divided, setDivided] = useState<readonly string[]>([]);
  const taken = venues.find(
    ({ id, portfolios, division }) =>
      venueIds.includes(id) && portfolios.length > 0 && division === null && !divided.includes(id),
  );
  const { draft, policy, isDirty, isValid, problems, edit, report } = usePolicyDraft(blank, imported ?? blank);
  const preview = usePreview(
    useMemo(() => ({ venueIds }), [venueIds]),
    policy,
    isValid,
  );
  const [hasTried, setTried] = useState(false);

  const create = useMutation(
    trpc.portfolios.create.mutationOptions({
      onSuccess: ({ portfolioId }) => router.push(`/portfolios/${portfolioId}`),
      onError: report,
    }),
  );
  const guard = useUnsavedGuard(isDirty && !create.isPending && !create.isSuccess);

  const lead: Problem[] = [
    ...(name.trim() ? [] : [{ path: "name", message: "Give the portfolio a name." }]),
    ...(venueIds.length > 0
      ? []
      : [{ path: "venueIds", message: "Choose at least one venue: that is where the holdings are." }]),
    ...(taken
      ? [
          {
            path: "venueIds",
            message: `${taken.name} belongs to another portfolio. Say that it is to be divided, or leave it out.`,
          },
        ]
      : []),
    ...(base.trim() ? [] : [{ path: "baseCurrency", message: "Say which currency you think in." }]),
  ];
  const refusal = fieldProblem(create.error);
  // An empty form has every problem, and targets are no sum while they are being chosen: such is named once the owner
  // has tried; what is wrong with one field, as soon as it is left.
  const shownLead = hasTried ? lead : [];
  const shownTargets = hasTried ? problems : problems.filter(({ path }) => path !== "targets");

  return (
    <>
      <PolicyForm
        draft={draft}
        edit={edit}
        problems={shownTargets}
        baseCurrency={base}
        preview={
          draft.targets.length > 0
            ? preview
            : {
                ...preview,
                view: null,
                state: "invalid",
                problem: "Add targets; then this shows what would be traded.",
              }
        }
        lead={
          <LeadSection
            way={way}
            templates={templates}
            venues={venues}
            name={name}
            onName={setName}
            base={base}
            onBase={setBase}
            venueIds={venueIds}
            onVenueIds={setVenueIds}
            divided={divided}
            onDivided={setDivided}
            problems={[...shownLead, ...(refusal ? [refusal] : [])]}
            onPolicy={(next) => edit({ do: "load", policy: next })}
          />
        }
      />
      <SaveBanner
        isDirty
        title={create.isPending ? "Creating" : "Not created yet"}
        problems={hasTried ? [...shownLead, ...problems] : []}
        preview={preview}
        baseCurrency={base}
        label="Create portfolio"
        isSaving={create.isPending}
        error={create.error && !refusal ? messageOf(create.error) : null}
        onSave={() => {
          setTried(true);
          if (lead.length === 0 && problems.length === 0)
            create.mutate({
              name: name.trim(),
              baseCurrency: base.trim().toUpperCase(),
              venueIds: [...venueIds],
              divideVenueIds: divided.filter((id) => venueIds.includes(id)),
              policy,
            });
        }}
      />
      <LeaveDialog leavingTo={guard.leavingTo} onStay={guard.stay} onLeave={guard.stay} isKept={false} />
    </>
  );
}
