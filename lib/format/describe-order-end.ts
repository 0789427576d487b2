/** Why an order came short, as the body of a sentence: no full stop, so that it can stand in brackets. */
import type { OrderProblem } from "@/lib/engine/model";
import { describeDrop } from "./describe-execution";
import { describeOrderProblem } from "./describe-order-problem";

export function describeOrderEnd(problem: OrderProblem): string {
  switch (problem.kind) {
    case "venue":
      return describeOrderProblem(problem.venueMessage);
    case "key-refused":
      return `The venue refuses the key: ${describeOrderProblem(problem.venueMessage)}`;
    case "rejected":
      return "The venue rejected it";
    case "nobody-traded":
      return "Nobody offered anything at its limit price while it was open";
    case "interrupted":
      return "Stopped between sending and hearing back";
    case "balances-moved":
      return "Not found, but the balances moved as if it were filled";
    case "not-sent":
      return describeDrop(problem.reason, problem.quote);
    case "held-up":
      return "Held up too long before sending";
    case "run-halted":
      return "The run was halted before it was sent";
    case "text":
      return describeOrderProblem(problem.text);
  }
}
