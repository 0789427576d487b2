import fc from "fast-check";
import { decimal } from "@/lib/money";

/** Exact decimals of either sign with up to twelve places. */
export const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
    const whole = text.slice(0, text.length - places);
    return decimal(`${digits < 0n ? "-" : ""}${whole}${places ? `.${text.slice(-places)}` : ""}`);
  });
