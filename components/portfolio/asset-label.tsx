import { AssetName } from "@/components/ui/asset-name";
import { OTHER_COLOR } from "./asset-colors";

interface AssetLabelProps {
  name: string;
  code?: string;
  color?: string;
  /** In a narrow column, where the code leaves before the name is cut. */
  isTight?: boolean;
}

/** An asset or a group by its swatch and name; the code, where it says more than the name, stands fainter. */
export function AssetLabel({ name, code, color = OTHER_COLOR, isTight }: AssetLabelProps) {
  const shown = code === name ? undefined : code;
  return (
    <AssetName
      name={name}
      color={color}
      code={isTight && shown ? <span className="max-xs:hidden md:max-lg:hidden">{shown}</span> : shown}
    />
  );
}
