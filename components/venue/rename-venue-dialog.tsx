"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { problemOf } from "./form-problem";
import type { VenueDialogProps } from "./venue-dialog";

export function RenameVenueDialog({ venue, isOpen, onClose }: VenueDialogProps) {
  const [name, setName] = useState(venue.name);
  const router = useRouter();
  const rename = useMutation(
    useTRPC().venues.rename.mutationOptions({
      onSuccess: () => {
        onClose();
        router.refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ venueId: venue.id, name });
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={`Rename ${venue.name}`}>
      <form className="grid gap-3.5" onSubmit={submit} noValidate>
        <Field label="Name" error={problemOf(rename.error)?.message}>
          <TextInput autoFocus value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Keep the name</Button>
          <Button type="submit" variant="primary" isBusy={rename.isPending}>
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
