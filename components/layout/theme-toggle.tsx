"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

export type Theme = "system" | "light" | "dark";
export const THEME_COOKIE = "evenkeel-theme";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** System, light, dark in turn. Kept in a cookie, so that the server draws the right one at once. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const change = () => {
    const next = NEXT[theme];
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    const age = next === "system" ? 0 : 31_536_000;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `${THEME_COOKIE}=${next};path=/;max-age=${age};samesite=lax`;
  };
  return (
    <Button
      variant="quiet"
      icon={<Icon name="theme" />}
      aria-label={`Theme: ${theme}. Switch to ${NEXT[theme]}`}
      title={`Theme: ${theme}`}
      onClick={change}
    />
  );
}
