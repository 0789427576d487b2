"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { Time } from "@/components/figures/time";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useToast } from "@/components/ui/toaster";
import type { Policy } from "@/lib/engine/model";
import { ConflictDialog } from "../dialogs/conflict-dialog";
import { ImportDialog } from "../dialogs/import-dialog";
import { LeaveDialog } from "../dialogs/leave-dialog";
import { policyLabHref } from "../draft/saved-draft";
import { fieldProblem, refusedBecause } from "../draft/server-problem";
import { usePolicyDraft } from "../draft/use-policy-draft";
import { useSavedDraft } from "../draft/use-saved-draft";
import { useTried } from "../draft/use-tried";
import { useUnsavedGuard } from "../draft/use-unsaved-guard";
import { LastYearCard } from "../last-year/last-year-card";
import { usePreview } from "../preview/use-preview";
import { PolicyForm } from "./policy-form";
import { PolicyHead } from "./policy-head";
import { SaveBanner } from "./save-banner";
import { VersionsCard } from "./versions-card";

export interface PolicyEditorProps {
  portfolioId: string;
  baseCurrency: string;
  policy: Policy;
  version: number;
  changedAt: number;
}

const NONE: readonly never[] = [];

export function PolicyEditor(props: PolicyEditorProps) {
  const { portfolioId, baseCurrency } = props;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [base, setBase] = useState({ policy: props.policy, version: props.version });
  const [isImporting, setImporting] = useState(false);
  const [conflict, setConflict] = useState<{ note: string } | null>(null);
  const { draft, policy, isDirty, isValid, problems, edit, report } = usePolicyDraft(base.policy);
  const preview = usePreview(
    useMemo(() => ({ portfolioId }), [portfolioId]),
    policy,
    isValid,
  );
  const refused = preview.state === "broken" ? fieldProblem(preview.error) : null;
  const shown = refused && problems.length === 0 ? [refused] : problems;
  const tried = useTried(policy, isValid);
  const inForce = isDirty ? base.policy : null;
  const kept = useSavedDraft(portfolioId, policy, base.version, isDirty);
  const guard = useUnsavedGuard(isDirty, policyLabHref(portfolioId));
  const [isFromLab, setFromLab] = useState(false);
  const labDraft = kept.found?.from === "lab" ? kept.found : null;
  useEffect(() => {
    if (!labDraft) return;
    edit({ do: "load", policy: labDraft.policy });
    setFromLab(true);
  }, [labDraft, edit]);

  const save = useMutation(
    trpc.policies.save.mutationOptions({
      onSuccess: ({ version }, sent) => {
        edit({ do: "load", policy });
        kept.forget();
        setFromLab(false);
        setConflict(null);
        toast(`Saved as version ${version}.`);
        queries.invalidateQueries({ queryKey: trpc.policies.versions.queryKey({ portfolioId: sent.portfolioId }) });
        queries.invalidateQueries({ queryKey: trpc.portfolios.pathKey() });
        router.refresh();
      },
      onError: (error, sent) => {
        report(error);
        if (refusedBecause(error) === "version-conflict") setConflict({ note: sent.note ?? "" });
      },
    }),
  );
  // What was sent is what is saved: edits made while it was under way stay unsaved.
  const send = (note: string, baseVersion = base.version) =>
    save.mutate(
      { portfolioId, policy, baseVersion, ...(note ? { note } : {}) },
      { onSuccess: ({ version }) => setBase({ policy, version }) },
    );

  return (
    <div className="grid gap-5 max-md:pb-24">
      <PolicyHead
        portfolioId={portfolioId}
        version={base.version}
        changedAt={props.changedAt}
        onImport={() => setImporting(true)}
      />
      {isFromLab && isDirty && (
        <Callout tone="accent" title="This draft comes from the lab.">
          Nothing has changed yet. Save it to put it in force, or discard it.
        </Callout>
      )}
      {kept.found && !labDraft && !isDirty && (
        <Callout
          tone="accent"
          title={
            <>
              You left unsaved changes here at <Time at={kept.found.at} format="auto" />.
            </>
          }
          actions={
            <>
              <Button size="sm" onClick={() => kept.found && edit({ do: "load", policy: kept.found.policy })}>
                Bring them back
              </Button>
              <Button size="sm" variant="quiet" onClick={kept.forget}>
                Forget them
              </Button>
            </>
          }
        >
          {kept.found.baseVersion !== null &&
            kept.found.baseVersion !== base.version &&
            "The policy was saved since; check every figure before you save."}
        </Callout>
      )}
      <PolicyForm
        draft={draft}
        edit={edit}
        problems={shown}
        baseCurrency={baseCurrency}
        preview={preview}
        beside={
          preview.view && (
            <LastYearCard
              portfolioId={portfolioId}
              draft={tried}
              saved={inForce}
              capitalisations={preview.view.resolved?.capitalisations ?? NONE}
            />
          )
        }
        trail={
          <VersionsCard
            portfolioId={portfolioId}
            current={base.version}
            onRestore={(old) => edit({ do: "load", policy: old })}
          />
        }
      />
      <SaveBanner
        isDirty={isDirty}
        problems={shown}
        preview={preview}
        baseCurrency={baseCurrency}
        label={`Save as version ${base.version + 1}`}
        isSaving={save.isPending}
        error={
          save.error && refusedBecause(save.error) !== "version-conflict" && !fieldProblem(save.error)
            ? messageOf(save.error)
            : null
        }
        onSave={send}
        onDiscard={() => {
          edit({ do: "load", policy: base.policy });
          kept.forget();
        }}
      />
      <ImportDialog
        isOpen={isImporting}
        onClose={() => setImporting(false)}
        onImport={(imported) => {
          edit({ do: "load", policy: imported });
          setImporting(false);
        }}
      />
      {conflict && (
        <ConflictDialog
          portfolioId={portfolioId}
          message={messageOf(save.error)}
          isSaving={save.isPending}
          onClose={() => setConflict(null)}
          onTakeTheirs={(version, theirs) => {
            setBase({ policy: theirs, version });
            edit({ do: "load", policy: theirs });
            setConflict(null);
          }}
          onSaveMine={(version) => {
            setBase({ ...base, version });
            send(conflict.note, version);
          }}
        />
      )}
      <LeaveDialog leavingTo={guard.leavingTo} onStay={guard.stay} onLeave={guard.stay} />
    </div>
  );
}
