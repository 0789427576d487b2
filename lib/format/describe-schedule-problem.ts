/** What is wrong with a schedule, beside its field. */
import type { CronProblem, TimeZoneProblem } from "@/lib/engine/model";

export function describeScheduleProblem(problem: CronProblem | TimeZoneProblem): string {
  switch (problem.kind) {
    case "field-count":
      return `"${problem.expression}" has ${problem.count} fields; a schedule has 5: minute hour day month weekday.`;
    case "unreadable":
      return `"${problem.expression}" is not a schedule: ${problem.parserMessage}`;
    case "zone-is-offset":
      return `"${problem.timeZone}" is an offset; name a zone, for example "Europe/Berlin".`;
    case "zone-unknown":
      return `"${problem.timeZone}" is not a time zone; use an IANA name, for example "Europe/Berlin" or "UTC".`;
  }
}
