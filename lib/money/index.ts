export * from "./decimal";
export * from "./rounding";
