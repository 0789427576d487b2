/** The owner's account: what set-up, the settings and the audit trail's filters accept. */
import { z } from "zod";
import { AssetCode, Cursor, Id, Name } from "./common";
import { passwordProblem } from "./password";

const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Write an e-mail address, for example "you@example.com".').max(254, "The address is too long."));

const TimeZone = z.string().max(64).refine(isTimeZone, 'A time zone is written like "Europe/Berlin".');

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }) !== null;
  } catch {
    return false;
  }
}

export const OwnerInput = z
  .object({ name: Name, email: Email, password: z.string(), timeZone: TimeZone.optional() })
  .superRefine(({ email, password }, context) => {
    const problem = passwordProblem(password, email);
    if (problem) context.addIssue({ code: "custom", path: ["password"], message: problem });
  });
export type OwnerInput = z.infer<typeof OwnerInput>;

export const UpdateSettingsInput = z.object({
  name: Name.optional(),
  baseCurrency: AssetCode.optional(),
  timeZone: TimeZone.optional(),
});
export type UpdateSettingsInput = z.infer<typeof UpdateSettingsInput>;

export const ListActivityInput = z.object({
  cursor: Cursor,
  portfolioId: Id.optional(),
  /** A noun ("rebalance") or one action ("rebalance.approve"). */
  action: z
    .string()
    .regex(/^[a-z-]{1,40}(\.[a-z-]{1,40})?$/, "There is no such kind of activity.")
    .optional(),
});
export type ListActivityInput = z.infer<typeof ListActivityInput>;
