"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/trpc/use-action";
import { Field } from "./field";
import { FormDialog } from "./form-dialog";
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
  return (
    <FormDialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      leave="Keep the name"
      act="Rename"
      onAct={action.run}
      isBusy={action.isPending}
    >
      <Field label="Name" error={action.problem}>
        <TextInput autoFocus value={typed} maxLength={80} onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
