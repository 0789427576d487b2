import type { Quote } from "@/lib/engine/model";
import { add, divideDown, type Price } from "@/lib/money";

/** Half way between the best bid and the best ask. */
export const midOf = (quote: Pick<Quote, "bid" | "ask">): Price => divideDown<Price>(add(quote.bid, quote.ask), "2");
