export * from "./allocate";
export * from "./decimal";
export * from "./rounding";
