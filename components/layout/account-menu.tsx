"use client";
import Link from "next/link";
import { useId } from "react";
import { signOut } from "@/components/auth/sign-out";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PopoverMenu } from "@/components/ui/popover-menu";
import { useToast } from "@/components/ui/toaster";
import type { ShellView } from "./types";

/** Who is signed in, and the way out. */
export function AccountMenu({ ownerName, email }: Pick<ShellView, "ownerName" | "email">) {
  const id = useId();
  const toast = useToast();
  const close = () => document.getElementById(id)?.hidePopover();
  const leave = async () => {
    close();
    const problem = await signOut();
    if (problem) toast({ tone: "stop", text: `Not signed out. ${problem}` });
  };
  return (
    <>
      <Button
        variant="quiet"
        icon={<Icon name="account" />}
        aria-label="Account"
        title={`Signed in as ${email}`}
        popoverTarget={id}
      />
      <PopoverMenu id={id}>
        <p className="pointer-events-none max-w-65 border-b border-hairline wrap-anywhere">
          {ownerName}
          <span className="block text-xs text-text-faint">{email}</span>
        </p>
        <Link href="/settings" onClick={close}>
          Settings
        </Link>
        <button type="button" onClick={leave}>
          Sign out
        </button>
      </PopoverMenu>
    </>
  );
}
