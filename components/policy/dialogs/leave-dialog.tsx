"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface LeaveDialogProps {
  leavingTo: string | null;
  onStay: () => void;
  onLeave: () => void;
  /** Whether the tab remembers the changes. */
  isKept?: boolean;
}

export function LeaveDialog({ leavingTo, onStay, onLeave, isKept = true }: LeaveDialogProps) {
  const router = useRouter();
  return (
    <Dialog
      isOpen={leavingTo !== null}
      onClose={onStay}
      title="Leave without saving?"
      description={
        isKept
          ? "Your changes stay in this browser tab; you can bring them back when you return to this page."
          : "What you entered here is lost."
      }
      actions={
        <>
          <Button onClick={onStay}>Stay here</Button>
          <Button
            variant="stop"
            onClick={() => {
              const to = leavingTo ?? "/";
              onLeave();
              router.push(to);
            }}
          >
            Leave
          </Button>
        </>
      }
    />
  );
}
