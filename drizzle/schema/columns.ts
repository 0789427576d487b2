/** Column kinds used by every table: ids, exact decimals (text in TypeScript), instants in epoch ms precision. */
import { numeric, text, timestamp } from "drizzle-orm/pg-core";
import type { Decimal } from "@/lib/money";

export const id = () => text("id").primaryKey();
/** Exact decimal of any size; Drizzle hands it over as a string. Never read it through nested `with:`. */
export const exact = <Unit extends Decimal>(name: string) => numeric(name).$type<Unit>();
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const createdAt = () => instant("created_at").notNull().defaultNow();
