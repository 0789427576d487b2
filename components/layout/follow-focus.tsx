"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/**
 * After a way to another page the focus stands at its beginning, so that Tab goes on there and not in the nav; Next
 * reads the new title out. What took the focus inside the page by itself keeps it, and so does an open dialog.
 */
export function FollowFocus() {
  const path = usePathname();
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    const main = document.getElementById("main");
    const held = document.activeElement;
    if (!main || (held && (main.contains(held) || held.closest("dialog[open]")))) return;
    main.focus({ preventScroll: true });
  }, [path]);
  return null;
}
