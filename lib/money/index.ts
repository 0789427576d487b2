export * from "./allocate";
export * from "./decimal";
export * from "./figures";
export * from "./rounding";
