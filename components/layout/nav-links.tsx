"use client";
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

export function NavLinks({ waitingCount, isPhone = false }: { waitingCount: number; isPhone?: boolean }) {
  const path = usePathname();
  const isHere = (href: string) => path === href || (href !== "/" && path.startsWith(`${href}/`));
  return PLACES.map(({ href, name, icon, also }) => (
    <Link
      key={href}
      href={href}
      className={isPhone ? undefined : "nav-item"}
      aria-current={isHere(href) || (also && isHere(also)) ? "page" : undefined}
      title={isPhone ? undefined : name}
    >
      <Icon name={icon} />
      {name}
      <LinkPending />
      {href === "/portfolios" && waitingCount > 0 && (
        <span className="count">
          <span className="sr-only">, waiting for approval: </span>
          {waitingCount}
        </span>
      )}
    </Link>
  ));
}
