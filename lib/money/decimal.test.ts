import { describe, expect, test } from "vitest";
import { add, DecimalFormatError, decimal, divideDown, divideUp, multiply, subtract, sum } from "./decimal";
import { decimalsOfStep, roundDownToStep, roundToNearestStep, roundUpToStep } from "./rounding";

describe("decimals", () => {
  test.each([
    ["1.500", "1.5"],
    ["-0.000", "0"],
    ["1e-8", "0.00000001"],
    ["1.5E3", "1500"],
    ["000.10", "0.1"],
    ["123456789012345678901234567890.1", "123456789012345678901234567890.1"],
  ])("%s is %s in normal form", (input, output) => expect(decimal(input)).toBe(output));

  test.each(["", "abc", "NaN", "Infinity", ".5", "1.", "1,5", " 1", "0x10", "--1"])("%j is refused", (input) => {
    expect(() => decimal(input)).toThrow(DecimalFormatError);
  });

  test("what floats get wrong", () => {
    expect(add("0.1", "0.2")).toBe("0.3");
    expect(subtract("0.3", "0.1")).toBe("0.2");
    expect(multiply("1.1", "1.1")).toBe("1.21");
    expect(sum(["0.1", "0.1", "0.1"])).toBe("0.3");
  });

  test("a quotient needs a direction", () => {
    expect(divideDown("1", "3", 4)).toBe("0.3333");
    expect(divideUp("1", "3", 4)).toBe("0.3334");
    expect(divideDown("-1", "3", 4)).toBe("-0.3333");
    expect(divideUp("-1", "3", 4)).toBe("-0.3334");
    expect(() => divideDown("1", "0.00")).toThrow(RangeError);
  });
});

describe("steps", () => {
  test("the direction decides who keeps the remainder", () => {
    expect(roundDownToStep("1.2399", "0.01")).toBe("1.23");
    expect(roundUpToStep("1.2301", "0.01")).toBe("1.24");
    expect(roundToNearestStep("1.235", "0.01")).toBe("1.24");
    expect(roundDownToStep("17", "5")).toBe("15");
    expect(roundDownToStep("1.23", "0")).toBe("1.23");
    expect(decimalsOfStep("0.0010")).toBe(3);
  });
});
