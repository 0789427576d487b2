import {
  Activity,
  ChartNoAxesColumn,
  ChartSpline,
  CircleUserRound,
  Clock,
  Contrast,
  Download,
  Ellipsis,
  House,
  Link,
  Lock,
  Octagon,
  Pencil,
  Plus,
  RotateCw,
  Server,
  SlidersHorizontal,
  Upload,
  X,
} from "lucide-react";
import { cx } from "./cx";

/** One icon for one meaning: pages and actions name it by what they mean. */
const ICONS = {
  overview: House,
  portfolios: ChartNoAxesColumn,
  lab: ChartSpline,
  venues: Server,
  activity: Activity,
  account: CircleUserRound,
  settings: SlidersHorizontal,
  stop: Octagon,
  theme: Contrast,
  plus: Plus,
  close: X,
  download: Download,
  upload: Upload,
  refresh: RotateCw,
  edit: Pencil,
  lock: Lock,
  link: Link,
  more: Ellipsis,
  clock: Clock,
} as const;

export type IconName = keyof typeof ICONS;

/** Hidden from readers, since a label stands beside it. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  const Drawing = ICONS[name];
  return <Drawing size={size} strokeWidth={2} className={cx("flex-none", className)} aria-hidden="true" />;
}
