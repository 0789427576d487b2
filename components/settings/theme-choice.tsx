"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { THEME_COOKIE, type Theme } from "@/components/layout/theme-toggle";
import { Segmented } from "@/components/ui/segmented";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";

const OPTIONS = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function ThemeChoice({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState<Theme>(initial);
  const router = useRouter();
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    const age = next === "system" ? 0 : 31_536_000;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `${THEME_COOKIE}=${next};path=/;max-age=${age};samesite=lax`;
    router.refresh();
  };
  return (
    <Sheet labelledBy="theme">
      <SheetHead id="theme" title="Theme" hint="in this browser" />
      <SheetBody>
        <Segmented label="Theme" value={theme} onChange={choose} options={OPTIONS} />
      </SheetBody>
    </Sheet>
  );
}
