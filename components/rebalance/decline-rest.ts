/** How long a declined proposal rests: until drift has grown by a step, or at most until a time the owner chooses. */
import { DAY_MS, DECLINE_STEP } from "@/lib/engine/model";
import { formatPoints } from "@/lib/format/number";

const GROWN = "grown";
const REST_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

export const REST_CHOICES = [
  { value: GROWN, label: `Rest until drift grows ${formatPoints(DECLINE_STEP, { isSigned: false })}` },
  { value: "day", label: "Rest for a day" },
  { value: "week", label: "Rest for a week" },
  { value: "month", label: "Rest for 30 days" },
] as const;
export type RestChoice = (typeof REST_CHOICES)[number]["value"];

/** Epoch ms; undefined: until drift has grown. */
export function restUntil(choice: RestChoice, now: number): number | undefined {
  const days = REST_DAYS[choice];
  return days === undefined ? undefined : now + days * DAY_MS;
}

export const asRestChoice = (value: string): RestChoice =>
  REST_CHOICES.find((choice) => choice.value === value)?.value ?? GROWN;
