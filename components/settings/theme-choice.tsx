"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { applyTheme, type Theme } from "@/components/layout/theme";
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
    applyTheme(next);
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
