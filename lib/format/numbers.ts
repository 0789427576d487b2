/** Every number people read: see lib/money/figures for the rules. */
export * from "@/lib/money/figures";
