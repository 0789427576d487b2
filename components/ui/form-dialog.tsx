"use client";
import type { FormEvent, ReactNode } from "react";
import { Button } from "./button";
import { Dialog, DialogActions, type DialogProps } from "./dialog";

interface FormDialogProps extends Omit<DialogProps, "actions"> {
  /** Leaves without doing anything: "Keep the name". */
  leave: ReactNode;
  /** Does it: "Rename". */
  act: ReactNode;
  onAct: () => void;
  isBusy: boolean;
  /** Nothing can be done with what stands in the fields. */
  isOff?: boolean;
  /** Stands before the two ways out. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A dialog that is a form: Enter acts, once at a time; the fields keep what was typed when it is refused. */
export function FormDialog({ leave, act, onAct, isBusy, isOff, aside, children, ...dialog }: FormDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onAct();
  };
  return (
    <Dialog {...dialog}>
      <form className="grid gap-3.5" onSubmit={submit} autoComplete="off" noValidate>
        {children}
        <DialogActions>
          {aside}
          <Button onClick={dialog.onClose}>{leave}</Button>
          <Button type="submit" variant="primary" isBusy={isBusy} disabled={isOff}>
            {act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
