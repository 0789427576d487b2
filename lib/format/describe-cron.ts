/**
 * A schedule as text: "every day at 09:00", "every Monday at 09:00", "on the 1st of every month at 09:00". What has no
 * plain text is shown as it is written. The zone is named by the sentence around it.
 */
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"].concat([
  "October",
  "November",
  "December",
]);

/** Reads as the end of "trade ..." or "check ...". */
export function describeCron(cron: string): string {
  const [minute = "", hour = "", day = "", month = "", weekday = "", ...more] = cron.trim().split(/\s+/);
  const raw = `by the schedule "${cron.trim()}"`;
  if (more.length > 0) return raw;
  const isEveryDay = day === "*" && month === "*" && weekday === "*";
  const everyMinutes = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (hour === "*" && isEveryDay) {
    if (minute === "*") return "every minute";
    if (everyMinutes !== undefined) return `every ${everyMinutes} minutes`;
    return isNumber(minute) ? "every hour" : raw;
  }
  if (!isNumber(minute)) return raw;
  const everyHours = /^\*\/(\d+)$/.exec(hour)?.[1];
  if (everyHours !== undefined && isEveryDay) return `every ${everyHours} hours`;
  if (!isNumber(hour)) return raw;
  const at = `at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (isEveryDay) return `every day ${at}`;
  const everyDays = /^\*\/(\d+)$/.exec(day)?.[1];
  if (everyDays !== undefined && month === "*" && weekday === "*") return `every ${everyDays} days of a month ${at}`;
  if (day === "*" && month === "*") {
    const names = weekday.split(",").map((each) => (isNumber(each) ? WEEKDAYS[Number(each)] : undefined));
    return names.includes(undefined) ? raw : `every ${names.join(" and ")} ${at}`;
  }
  if (weekday !== "*" || !isNumber(day)) return raw;
  if (month === "*") return `on the ${ordinal(Number(day))} of every month ${at}`;
  if (month === "1,4,7,10" || month === "*/3") return `on the ${ordinal(Number(day))} of every quarter ${at}`;
  const name = isNumber(month) ? MONTHS[Number(month) - 1] : undefined;
  return name === undefined ? raw : `every year on ${Number(day)} ${name} ${at}`;
}

const isNumber = (text: string) => /^\d+$/.test(text);

function ordinal(value: number): string {
  const tail = value % 10;
  if (Math.floor(value / 10) === 1) return `${value}th`;
  return `${value}${tail === 1 ? "st" : tail === 2 ? "nd" : tail === 3 ? "rd" : "th"}`;
}
