"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { Field } from "./field";
import { TextInput } from "./text-input";

interface RenameDialogProps {
  title: string;
  name: string;
  isOpen?: boolean;
  onClose: () => void;
  rename: (name: string) => Promise<unknown>;
}

/** Gives something another name; it closes once that is stored. */
export function RenameDialog({ title, name, isOpen = true, onClose, rename }: RenameDialogProps) {
  const router = useRouter();
  const [typed, setTyped] = useState(name);
  const action = useAction(async () => {
    await rename(typed.trim());
    onClose();
    router.refresh();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    action.run();
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <Field label="Name" error={action.problem}>
          <TextInput autoFocus value={typed} maxLength={80} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>Keep the name</Button>
          <Button variant="primary" type="submit" isBusy={action.isPending}>
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
