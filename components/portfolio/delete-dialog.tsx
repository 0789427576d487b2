"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { mutate, query } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Mark } from "@/components/ui/mark";
import { saveFile } from "@/components/ui/save-file";
import { TextInput } from "@/components/ui/text-input";
import { useToast } from "@/components/ui/toaster";
import type { ArchivedPortfolio } from "./types";

/** Deletes for good, once its records are exported, or its name is typed to do without them. */
export function DeleteDialog({ portfolio, onClose }: { portfolio: ArchivedPortfolio; onClose: () => void }) {
  const { id: portfolioId, name } = portfolio;
  const router = useRouter();
  const toast = useToast();
  const [typedName, setTypedName] = useState("");
  const [exported, setExported] = useState<{ filename: string; receipt: string } | null>(null);
  const save = useAction(async () => {
    const { filename, json, receipt } = await query("portfolios.exportRecords", { portfolioId });
    saveFile(filename, json, "application/json");
    setExported({ filename, receipt });
  });
  const remove = useAction(async () => {
    await mutate("portfolios.delete", { portfolioId, ...(exported ? { receipt: exported.receipt } : { typedName }) });
    toast(`${name} is deleted.`);
    onClose();
    router.refresh();
  });
  const mayDelete = exported !== null || typedName === name;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Delete ${name} for good?`}
      description="Its policy, rebalances, orders, fills, cash flows and values go, and nobody can bring them back. The activity keeps its lines. Nothing is sold."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="stop"
            disabled={!mayDelete}
            aria-describedby="delete-needs"
            isBusy={remove.isPending}
            onClick={() => remove.run()}
          >
            Delete this portfolio
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Button icon={<Icon name="download" />} isBusy={save.isPending} onClick={() => save.run()}>
            Export its records
          </Button>
          <span className="min-w-0 text-xs wrap-anywhere" role="status">
            {exported && (
              <>
                <Mark kind="ok" /> {exported.filename}
              </>
            )}
          </span>
        </div>
        {!exported && (
          <Field label={`Or type its name to delete without an export: ${name}`}>
            <TextInput
              value={typedName}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTypedName(event.target.value)}
            />
          </Field>
        )}
        <p id="delete-needs" className="text-xs text-text-faint" hidden={mayDelete}>
          Export its records first, or type its name.
        </p>
        {(save.problem ?? remove.problem) && <Callout tone="negative">{save.problem ?? remove.problem}</Callout>}
      </div>
    </Dialog>
  );
}
