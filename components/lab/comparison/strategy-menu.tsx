"use client";
import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PopoverMenu } from "@/components/ui/popover-menu";
import { TextInput } from "@/components/ui/text-input";
import { ColumnHead } from "./column-head";

interface StrategyMenuProps {
  name: string;
  color: string;
  isChosen: boolean;
  canRemove: boolean;
  onChoose: () => void;
  onRename: (name: string) => void;
  /** null: there are as many as can be. */
  onCopy: (() => void) | null;
  onRemove: () => void;
  onUse: () => void;
}

/** A column's head: its line, its name, and what can be done with it. */
export function StrategyMenu({ name, color, isChosen, canRemove, ...actions }: StrategyMenuProps) {
  const id = useId();
  const [renamed, setRenamed] = useState<string | null>(null);
  const close = () => document.getElementById(id)?.hidePopover();
  const doing = (action: () => void) => () => {
    close();
    action();
  };
  return (
    <>
      <button type="button" className="group" popoverTarget={id} title={`What to do with ${name}`}>
        <ColumnHead color={color}>
          <span className="max-w-[108px] wrap-anywhere whitespace-normal underline-offset-3 group-hover:underline">
            {name}
          </span>
          <ChevronDown size={12} strokeWidth={3} className="-ml-[3px] flex-none text-text-faint" aria-hidden="true" />
        </ColumnHead>
      </button>
      <PopoverMenu id={id} className="font-normal">
        {!isChosen && (
          <button type="button" onClick={doing(actions.onChoose)}>
            Change it in the panel
          </button>
        )}
        <button type="button" onClick={doing(actions.onUse)}>
          Use this policy
        </button>
        <button type="button" onClick={doing(() => setRenamed(name))}>
          Rename
        </button>
        {actions.onCopy && (
          <button type="button" onClick={doing(actions.onCopy)}>
            Copy to another column
          </button>
        )}
        {canRemove && (
          <button type="button" onClick={doing(actions.onRemove)}>
            Remove
          </button>
        )}
      </PopoverMenu>
      <Dialog isOpen={renamed !== null} onClose={() => setRenamed(null)} title={`Rename ${name}`}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (renamed?.trim()) actions.onRename(renamed);
            setRenamed(null);
          }}
        >
          <Field label="Name">
            <TextInput value={renamed ?? ""} maxLength={40} onChange={(event) => setRenamed(event.target.value)} />
          </Field>
          <DialogActions>
            <Button onClick={() => setRenamed(null)}>Cancel</Button>
            <Button variant="primary" type="submit" disabled={!renamed?.trim()}>
              Rename
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
