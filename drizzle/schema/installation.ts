/** What the installation knows of itself. */
import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";

/** One row, made at the first start: which master key this database belongs to. Never the key itself. */
export const masterKeyFingerprint = pgTable("master_key_fingerprint", {
  id: text("id").primaryKey().default("only"),
  /** HMAC of a constant under the master key: tells keys apart, reveals nothing else. */
  fingerprint: text("fingerprint").notNull(),
  createdAt: createdAt(),
});
