"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { FormDialog } from "@/components/ui/form-dialog";
import { ConnectRunning, ConnectStopped } from "./connect-check";
import { CredentialFields } from "./credential-fields";
import { isShownAt, problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import { useDone } from "./use-done";
import type { VenueDialogProps } from "./venue-dialog";

export function ReplaceKeysDialog({ venue, isOpen, onClose }: VenueDialogProps) {
  const [credentials, setCredentials] = useState<Record<string, string>>({});
  const done = useDone(onClose);
  const replace = useMutation(
    useTRPC().venues.replaceKeys.mutationOptions({
      onSuccess: ({ notes }) => {
        setCredentials({});
        done([`${venue.name} uses the new keys.`, ...notes].join(" "));
      },
    }),
  );
  const problem = problemOf(replace.error);
  const close = () => {
    setCredentials({});
    replace.reset();
    onClose();
  };
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={close}
      title={`Replace the keys of ${venue.name}`}
      description="For the same account. The old keys stay in force unless the new ones work."
      leave="Keep the old keys"
      act="Test and replace"
      onAct={() => replace.mutate({ venueId: venue.id, credentials })}
      isBusy={replace.isPending}
    >
      <CredentialFields
        fields={venue.credentialFields}
        values={credentials}
        onChange={setCredentials}
        problem={problem}
        disabled={replace.isPending}
      />
      <FormRefusal problem={problem} title="Not replaced, the old keys stand" fields={["credentials"]} />
      {replace.isPending && <ConnectRunning />}
      {problem && !isShownAt(problem, ["credentials"]) && <ConnectStopped reason={problem.reason} />}
    </FormDialog>
  );
}
