/**
 * The sandbox: a simulated year to look around in. Its portfolios and venues belong to a user of their own, whom nobody
 * can sign in as: whatever counts, lists or trades by owner keeps them apart, and removing that user removes them all.
 */
import { boolean, integer, pgEnum, pgTable, text } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { createdAt } from "./columns";

export const sandboxState = pgEnum("sandbox_state", ["building", "ready", "failed"]);

export const sandboxes = pgTable("sandboxes", {
  /** The person it was built for: one each. */
  ownerId: text("owner_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** The user its rows belong to. */
  userId: text("user_id")
    .notNull()
    .unique()
    .references(() => users.id, { onDelete: "cascade" }),
  state: sandboxState("state").notNull().default("building"),
  /** Portfolios built, and all of them. */
  doneCount: integer("done_count").notNull().default(0),
  stepCount: integer("step_count").notNull(),
  /** The person is inside: pages show the sandbox and nothing else. */
  isOpen: boolean("is_open").notNull().default(false),
  createdAt: createdAt(),
});
