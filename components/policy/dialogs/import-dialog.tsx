"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FileInput } from "@/components/ui/file-input";
import { TextArea } from "@/components/ui/text-input";
import type { Policy } from "@/lib/engine/model";
import { fieldProblem } from "../draft/server-problem";

interface ImportDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onImport: (policy: Policy) => void;
}

/** Paste or choose a file. What cannot be used is named by its path and reason; the text stays as it is. */
export function ImportDialog({ isOpen, onClose, onImport }: ImportDialogProps) {
  const [text, setText] = useState("");
  const parse = useMutation(
    useTRPC().policies.parseJson.mutationOptions({
      onSuccess: (policy) => {
        onImport(policy);
        setText("");
      },
    }),
  );
  const problem = fieldProblem(parse.error);
  const read = async (file: File) => {
    parse.reset();
    setText(await file.text());
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      isWide
      title="Import a policy"
      description="It is loaded into the editor. Nothing changes until you save."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={text.trim() === ""}
            isBusy={parse.isPending}
            onClick={() => parse.mutate({ text })}
          >
            Load into the editor
          </Button>
        </>
      }
    >
      <Field label="Policy file" hint="A JSON file that was exported here.">
        <FileInput accept=".json,application/json" onFile={read} />
      </Field>
      <Field label="Or its text">
        <TextArea
          rows={12}
          spellCheck={false}
          className="font-mono text-xs/5"
          value={text}
          placeholder={'{ "version": 1, "targets": [ … ] }'}
          onChange={(event) => {
            parse.reset();
            setText(event.target.value);
          }}
        />
      </Field>
      {parse.error && (
        <Callout tone="negative" title={problem ? <>At {problem.path}</> : "This cannot be used"}>
          {messageOf(parse.error)}
        </Callout>
      )}
    </Dialog>
  );
}
