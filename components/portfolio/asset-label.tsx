import type { CSSProperties } from "react";

interface AssetLabelProps {
  name: string;
  code?: string;
  color?: string;
}

/** An asset or a group by its swatch and name; the code, where it says more than the name, stands fainter. */
export function AssetLabel({ name, code, color = "var(--color-asset-10)" }: AssetLabelProps) {
  const swatch: CSSProperties & { "--c": string } = { "--c": color };
  return (
    <span className="asset">
      <span className="swatch" style={swatch} />
      <b>{name}</b>
      {code && code !== name && <i>{code}</i>}
    </span>
  );
}
