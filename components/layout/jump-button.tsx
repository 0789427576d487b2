"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { ShellView } from "./types";

const JumpDialog = dynamic(() => import("./jump-dialog").then((module) => module.JumpDialog), { ssr: false });

/** ⌘K, Ctrl K or /: one key to every page. The dialog's code comes with its first use. */
export function JumpButton({ portfolios }: { portfolios: ShellView["portfolios"] }) {
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog");
      const isKey = (event.key === "k" && (event.metaKey || event.ctrlKey)) || (event.key === "/" && !isTyping);
      if (!isKey) return;
      event.preventDefault();
      setWanted(true);
      setOpen(true);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <Button
        className="w-[220px] justify-between font-normal text-text-faint max-md:hidden"
        aria-haspopup="dialog"
        onPointerEnter={() => setWanted(true)}
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
      >
        Jump to…
        <Kbd>⌘ K</Kbd>
      </Button>
      {isWanted && <JumpDialog isOpen={isOpen} onClose={() => setOpen(false)} portfolios={portfolios} />}
    </>
  );
}
