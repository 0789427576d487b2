import type { ReactNode } from "react";
import { cx } from "./cx";
import { Swatch } from "./swatch";

interface AssetNameProps {
  name: ReactNode;
  /** Stands fainter behind the name, where it says more than the name. */
  code?: ReactNode;
  color?: string;
  /** Before the name: a side, a mark. */
  lead?: ReactNode;
  className?: string;
}

export function AssetName({ name, code, color, lead, className }: AssetNameProps) {
  return (
    <span className={cx("inline-flex max-w-full min-w-0 items-center gap-2.25", className)}>
      {color && <Swatch color={color} />}
      {lead}
      <b className="min-w-0 font-medium wrap-break-word">{name}</b>
      {code && code !== name && <span className="flex-none text-xs whitespace-nowrap text-text-faint">{code}</span>}
    </span>
  );
}
