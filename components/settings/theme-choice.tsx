"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { applyTheme, type Theme } from "@/components/layout/theme";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";

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
    <Card labelledBy="theme">
      <CardHeader id="theme" title="Theme" hint="in this browser" />
      <CardBody>
        <Segmented label="Theme" value={theme} onChange={choose} options={OPTIONS} />
      </CardBody>
    </Card>
  );
}
