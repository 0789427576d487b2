import { expect, test } from "vitest";
import { agree, plural, times } from "./plural";

test.each([
  [plural(1, "trade"), "1 trade"],
  [plural(0, "trade"), "0 trades"],
  [plural(1096, "day"), "1,096 days"],
  [plural(2, "policy", "policies"), "2 policies"],
  [plural(1.5, "day"), "1.5 days"],
  [`They ${agree(2, "is", "are")}`, "They are"],
  [`It ${agree(1, "is", "are")}`, "It is"],
  [[1, 2, 3].map(times).join(", "), "once, twice, 3 times"],
])("%s", (written, text) => expect(written).toBe(text));
