"use client";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon, type IconName } from "@/components/ui/icon";
import { TextInput } from "@/components/ui/text-input";
import type { ShellView } from "./types";

interface Place {
  name: string;
  hint: string;
  href: string;
  icon: IconName;
}

const PAGES: readonly Place[] = [
  { name: "Overview", hint: "", href: "/", icon: "overview" },
  { name: "Portfolios", hint: "", href: "/portfolios", icon: "portfolios" },
  { name: "New portfolio", hint: "", href: "/portfolios/new", icon: "plus" },
  { name: "Lab", hint: "Test a policy on past prices", href: "/lab", icon: "lab" },
  { name: "Venues", hint: "", href: "/venues", icon: "venues" },
  { name: "Connect an exchange", hint: "Venues", href: "/venues/connect", icon: "link" },
  { name: "Activity", hint: "", href: "/activity", icon: "activity" },
  { name: "Settings", hint: "", href: "/settings", icon: "settings" },
];

function placesOf(portfolios: ShellView["portfolios"]): readonly Place[] {
  return [
    ...portfolios.map(({ id, name }) => ({
      name,
      hint: "Portfolio",
      href: `/portfolios/${id}`,
      icon: "portfolios" as const,
    })),
    ...PAGES,
    ...portfolios.flatMap(({ id, name }) => [
      { name: `${name}: policy`, hint: "Edit", href: `/portfolios/${id}/policy`, icon: "edit" as const },
      {
        name: `${name}: lab`,
        hint: "Test its policy on past prices",
        href: `/lab?portfolio=${id}`,
        icon: "lab" as const,
      },
      {
        name: `${name}: history`,
        hint: "Rebalances, orders, deposits and fees",
        href: `/portfolios/${id}/history`,
        icon: "clock" as const,
      },
      {
        name: `${name}: performance`,
        hint: "Against holding",
        href: `/portfolios/${id}/performance`,
        icon: "clock" as const,
      },
    ]),
  ];
}

/** Every typed part must stand somewhere in the name or its hint. */
function isMatch(place: Place, typed: string): boolean {
  const text = `${place.name} ${place.hint}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}

interface JumpDialogProps {
  isOpen: boolean;
  onClose: () => void;
  portfolios: ShellView["portfolios"];
}

export function JumpDialog({ isOpen, onClose, portfolios }: JumpDialogProps) {
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const places = placesOf(portfolios)
    .filter((place) => isMatch(place, typed.trim()))
    .slice(0, 40);
  const active = Math.min(at, places.length - 1);
  const go = (place: Place | undefined) => {
    if (!place) return;
    onClose();
    setTyped("");
    router.push(place.href);
  };
  const move = (to: number) => {
    const next = (to + places.length) % places.length;
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Jump to">
      <TextInput
        autoFocus
        role="combobox"
        aria-label="Page or portfolio"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        placeholder="Page or portfolio"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(active + 1);
          else if (event.key === "ArrowUp") move(active - 1);
          else if (event.key === "Enter") go(places[active]);
          else return;
          event.preventDefault();
        }}
      />
      <div
        className="-mx-2 -mb-2 grid max-h-[min(420px,60dvh)] overflow-y-auto"
        id={`${id}-list`}
        role="listbox"
        aria-label="Places"
      >
        {places.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
          <div
            key={place.href}
            id={`${id}-${index}`}
            className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-text-soft aria-selected:bg-sunken"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setAt(index)}
            onClick={() => go(place)}
          >
            <Icon name={place.icon} />
            <b className="font-medium wrap-anywhere text-text">{place.name}</b>
            {place.hint && <span className="ml-auto py-1 text-right text-xs text-text-faint">{place.hint}</span>}
          </div>
        ))}
        {places.length === 0 && <p className="text-text-faint px-2.5 py-2">Nothing by that name.</p>}
      </div>
    </Dialog>
  );
}
