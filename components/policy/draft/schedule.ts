/** Schedules as people say them: four presets over a cron expression; anything else is shown as cron. */
const SCHEDULE_PRESETS = ["daily", "weekly", "monthly", "quarterly"] as const;
export type SchedulePreset = (typeof SCHEDULE_PRESETS)[number];

export interface Schedule {
  preset: SchedulePreset | "cron";
  hour: number;
  minute: number;
  /** 0 Sunday to 6 Saturday, for weekly. */
  weekday: number;
  /** 1 to 28, for monthly and quarterly. */
  day: number;
}

export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const QUARTERS = ["1,4,7,10", "*/3", "1-12/3"];

export function cronOf(schedule: Omit<Schedule, "preset"> & { preset: SchedulePreset }): string {
  const time = `${schedule.minute} ${schedule.hour}`;
  switch (schedule.preset) {
    case "daily":
      return `${time} * * *`;
    case "weekly":
      return `${time} * * ${schedule.weekday}`;
    case "monthly":
      return `${time} ${schedule.day} * *`;
    case "quarterly":
      return `${time} ${schedule.day} 1,4,7,10 *`;
  }
}

export function scheduleOf(cron: string): Schedule {
  const [minute = "", hour = "", day = "", month = "", weekday = "", ...more] = cron.trim().split(/\s+/);
  const found: Schedule = {
    preset: "cron",
    hour: wholeIn(hour, 0, 23) ?? 9,
    minute: wholeIn(minute, 0, 59) ?? 0,
    weekday: (wholeIn(weekday, 0, 7) ?? 1) % 7,
    day: wholeIn(day, 1, 28) ?? 1,
  };
  if (more.length > 0 || wholeIn(minute, 0, 59) === null || wholeIn(hour, 0, 23) === null) return found;
  if (day === "*" && month === "*" && weekday === "*") return { ...found, preset: "daily" };
  if (day === "*" && month === "*" && wholeIn(weekday, 0, 7) !== null) return { ...found, preset: "weekly" };
  if (wholeIn(day, 1, 28) === null || weekday !== "*") return found;
  if (month === "*") return { ...found, preset: "monthly" };
  if (QUARTERS.includes(month)) return { ...found, preset: "quarterly" };
  return found;
}

function wholeIn(text: string, low: number, high: number): number | null {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : null;
}

const twoDigits = (value: number) => String(value).padStart(2, "0");
export const clockOf = (schedule: Pick<Schedule, "hour" | "minute">) =>
  `${twoDigits(schedule.hour)}:${twoDigits(schedule.minute)}`;
