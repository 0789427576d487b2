"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

const StopDialog = dynamic(() => import("./stop-dialog").then((module) => module.StopDialog), { ssr: false });

/** Stops every portfolio of the owner. Two deliberate presses: the button, then the action in the dialog. */
export function StopSwitch({ isStopped, isShort = false }: { isStopped: boolean; isShort?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="stop"
        className={isShort ? undefined : "mt-2.5 w-full max-lg:px-0"}
        icon={isShort ? undefined : <Icon name="stop" />}
        disabled={isStopped}
        title={isStopped ? "Trading is stopped; resume it in the banner" : "Stop all trading"}
        onClick={() => setOpen(true)}
      >
        {isShort ? (
          isStopped ? (
            "Stopped"
          ) : (
            "Stop"
          )
        ) : (
          <span className="max-lg:sr-only">{isStopped ? "Trading stopped" : "Stop all trading"}</span>
        )}
      </Button>
      {isOpen && <StopDialog onClose={() => setOpen(false)} />}
    </>
  );
}
