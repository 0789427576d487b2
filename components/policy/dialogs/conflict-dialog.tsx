"use client";
import { useQuery } from "@tanstack/react-query";
import { Time } from "@/components/figures/time";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Policy } from "@/lib/engine/model";
import { targetsText } from "../pages/versions-card";

interface ConflictDialogProps {
  portfolioId: string;
  message: string;
  isSaving: boolean;
  onClose: () => void;
  onTakeTheirs: (version: number, policy: Policy) => void;
  onSaveMine: (version: number) => void;
}

/** Somebody saved meanwhile, perhaps you in another tab. Both sides are shown; neither is lost. */
export function ConflictDialog({
  portfolioId,
  message,
  isSaving,
  onClose,
  onTakeTheirs,
  onSaveMine,
}: ConflictDialogProps) {
  const { data } = useQuery(useTRPC().policies.versions.queryOptions({ portfolioId }, { staleTime: 0 }));
  const latest = data?.reduce((left, right) => (right.version > left.version ? right : left));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Not saved: the policy was changed meanwhile"
      description={message}
      actions={
        <>
          <Button onClick={onClose}>Keep editing</Button>
          <Button disabled={!latest} onClick={() => latest && onTakeTheirs(latest.version, latest.policy)}>
            Drop mine, load version {latest?.version}
          </Button>
          <Button
            variant="primary"
            disabled={!latest}
            isBusy={isSaving}
            onClick={() => latest && onSaveMine(latest.version)}
          >
            Save mine as version {latest ? latest.version + 1 : ""}
          </Button>
        </>
      }
    >
      {latest && (
        <p>
          Version {latest.version} by {latest.by}, <Time at={latest.at} format="auto" />: {targetsText(latest.policy)}.
          It stays in the versions, whatever you choose.
        </p>
      )}
    </Dialog>
  );
}
