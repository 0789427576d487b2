"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PopoverMenu } from "@/components/ui/popover-menu";
import { usePause } from "./use-pause";

const RenameDialog = dynamic(() => import("./rename-dialog").then((module) => module.RenamePortfolioDialog), {
  ssr: false,
});
const ArchiveDialog = dynamic(() => import("./archive-dialog").then((module) => module.ArchiveDialog), { ssr: false });

interface PortfolioMenuProps {
  portfolioId: string;
  name: string;
  isPaused: boolean;
}

export function PortfolioMenu({ portfolioId, name, isPaused }: PortfolioMenuProps) {
  const id = useId();
  const { run: changePause } = usePause(portfolioId, isPaused);
  const [dialog, setDialog] = useState<"rename" | "archive" | null>(null);
  const close = () => document.getElementById(id)?.hidePopover();
  const open = (which: "rename" | "archive") => () => {
    close();
    setDialog(which);
  };
  return (
    <>
      <Button icon={<Icon name="more" />} aria-label="More for this portfolio" popoverTarget={id} />
      <PopoverMenu id={id}>
        <Link href={`/lab?portfolio=${portfolioId}`} onClick={close}>
          Test in the lab
        </Link>
        <button type="button" onClick={open("rename")}>
          Rename
        </button>
        <button
          type="button"
          onClick={() => {
            close();
            changePause();
          }}
        >
          {isPaused ? "Resume" : "Pause"}
        </button>
        <button type="button" onClick={open("archive")}>
          Archive
        </button>
      </PopoverMenu>
      {dialog === "rename" && <RenameDialog portfolioId={portfolioId} name={name} onClose={() => setDialog(null)} />}
      {dialog === "archive" && <ArchiveDialog portfolioId={portfolioId} name={name} onClose={() => setDialog(null)} />}
    </>
  );
}
