"use client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { plural } from "@/lib/format/plural";
import { SumsOf } from "./sums";
import type { WaitingRow } from "./types";

interface ApproveDialogProps {
  rows: readonly WaitingRow[];
  onApprove: () => void;
  onClose: () => void;
}

/** Says once more what is about to be sent, and with whose money. */
export function ApproveDialog({ rows, onApprove, onClose }: ApproveDialogProps) {
  const trades = rows.reduce((count, row) => count + row.trades.length, 0);
  const real = rows.filter((row) => row.mode === "live").length;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Approve ${plural(rows.length, "portfolio")}?`}
      description={
        <>
          {plural(trades, "trade")}, <SumsOf rows={rows} />. Each is checked again just before it is sent; one that
          changed meanwhile is not sent, and says so.
        </>
      }
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" onClick={onApprove}>
            Approve {plural(rows.length, "portfolio")}
          </Button>
        </>
      }
    >
      <p className={real > 0 ? "font-medium text-warning" : "text-text-soft"}>
        {real > 0 ? `${plural(real, "portfolio")} of them trade real money.` : "All of it is play money."}
      </p>
    </Dialog>
  );
}
