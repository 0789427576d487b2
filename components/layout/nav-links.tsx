"use client";
import { cva } from "class-variance-authority";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "@/components/ui/icon";
import { LinkPending } from "./link-pending";

const PLACES: readonly { href: string; name: string; icon: IconName; also?: string }[] = [
  { href: "/", name: "Overview", icon: "overview" },
  { href: "/portfolios", name: "Portfolios", icon: "portfolios", also: "/rebalances" },
  { href: "/lab", name: "Lab", icon: "lab" },
  { href: "/venues", name: "Venues", icon: "venues" },
  { href: "/activity", name: "Activity", icon: "activity" },
  { href: "/settings", name: "Settings", icon: "settings" },
];

const linkStyles = cva("relative", {
  variants: {
    isPhone: {
      true: "grid place-content-center justify-items-center gap-0.5 text-2xs leading-3.5 text-text-faint aria-[current=page]:font-medium aria-[current=page]:text-text",
      // Between phone and desk a rail of icons: the names are only read out.
      false:
        "flex h-8 items-center gap-2.25 rounded-md px-2 font-medium text-text-soft hover:bg-sunken aria-[current=page]:bg-sunken aria-[current=page]:text-text max-lg:justify-center",
    },
  },
});

/** Wide enough for a way of its own, the count leads to the list; on an icon it is read only. */
const countStyles = cva("font-semibold text-warning tabular-nums", {
  variants: {
    place: {
      phone: "absolute top-1.5 left-[calc(50%+10px)]",
      rail: "absolute top-0.5 right-1 text-2xs lg:hidden",
      beside:
        "absolute inset-y-0 right-0 grid min-w-8 place-content-center rounded-md px-2 text-2xs hover:underline max-lg:hidden",
    },
  },
});

export function NavLinks({ waitingCount, isPhone = false }: { waitingCount: number; isPhone?: boolean }) {
  const path = usePathname();
  const isHere = (href: string) => path === href || (href !== "/" && path.startsWith(`${href}/`));
  return PLACES.map(({ href, name, icon, also }) => {
    const isWaiting = href === "/portfolios" && waitingCount > 0;
    const link = (
      <Link
        key={href}
        href={href}
        className={linkStyles({ isPhone })}
        aria-current={isHere(href) || (also && isHere(also)) ? "page" : undefined}
        title={isPhone ? undefined : name}
      >
        <Icon name={icon} size={isPhone ? 18 : 16} />
        <span className={isPhone ? undefined : "max-lg:sr-only"}>{name}</span>
        <LinkPending
          className={isPhone ? "absolute top-1 right-3" : "max-lg:absolute max-lg:top-0 max-lg:left-0 max-lg:ml-0"}
        />
        {isWaiting && (
          <span className={countStyles({ place: isPhone ? "phone" : "rail" })}>
            <span className="sr-only">, waiting for approval: </span>
            {waitingCount}
          </span>
        )}
      </Link>
    );
    if (!isWaiting || isPhone) return link;
    return (
      <div key={href} className="relative">
        {link}
        <Link href="/review" className={countStyles({ place: "beside" })} title="Review what waits for you">
          <span className="sr-only">Waiting for approval: </span>
          {waitingCount}
        </Link>
      </div>
    );
  });
}
