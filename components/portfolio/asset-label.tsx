import { cx } from "@/components/ui/cx";

interface AssetLabelProps {
  name: string;
  code?: string;
  color?: string;
  /** A lesser name: of a group's member. */
  isSoft?: boolean;
}

/** An asset or a group by its swatch and name; the code, where it says more than the name, stands fainter. */
export function AssetLabel({ name, code, color = "var(--color-asset-10)", isSoft }: AssetLabelProps) {
  return (
    <span className={cx("inline-flex max-w-full min-w-0 items-center gap-2.25 whitespace-nowrap", isSoft && "pl-4.25")}>
      {!isSoft && <span className="inline-block size-2 flex-none rounded-[2px]" style={{ background: color }} />}
      <span className={cx("truncate", isSoft ? "text-text-soft" : "font-medium")}>{name}</span>
      {code && code !== name && <span className="flex-none text-xs text-text-faint">{code}</span>}
    </span>
  );
}
