"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toaster";
import { ConnectRunning, ConnectStopped } from "./connect-check";
import { CredentialFields } from "./credential-fields";
import { problemOf } from "./form-problem";
import type { VenueDialogProps } from "./venue-dialog";

export function ReplaceKeysDialog({ venue, isOpen, onClose }: VenueDialogProps) {
  const [credentials, setCredentials] = useState<Record<string, string>>({});
  const router = useRouter();
  const toast = useToast();
  const replace = useMutation(
    useTRPC().venues.replaceKeys.mutationOptions({
      onSuccess: ({ notes }) => {
        setCredentials({});
        onClose();
        toast([`${venue.name} uses the new keys.`, ...notes].join(" "));
        router.refresh();
      },
    }),
  );
  const problem = problemOf(replace.error);
  const isFieldProblem = problem?.path?.startsWith("credentials.");
  const close = () => {
    setCredentials({});
    replace.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!replace.isPending) replace.mutate({ venueId: venue.id, credentials });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={`Replace the keys of ${venue.name}`}
      description="For the same account. The old keys stay in force unless the new ones work."
    >
      <form className="grid gap-3.5" onSubmit={submit} autoComplete="off" noValidate>
        <CredentialFields
          fields={venue.credentialFields}
          values={credentials}
          onChange={setCredentials}
          problem={problem}
          disabled={replace.isPending}
        />
        {problem && !isFieldProblem && (
          <Callout tone="negative" title="Not replaced, the old keys stand">
            {problem.message}
          </Callout>
        )}
        {replace.isPending && <ConnectRunning />}
        {problem && !isFieldProblem && <ConnectStopped reason={problem.reason} />}
        <DialogActions>
          <Button onClick={close}>Keep the old keys</Button>
          <Button type="submit" variant="primary" isBusy={replace.isPending}>
            Test and replace
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
