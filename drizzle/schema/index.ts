export * from "./activity";
export * from "./auth";
export * from "./installation";
export * from "./portfolio";
export * from "./price-data";
export * from "./rebalance";
export * from "./sandbox";
export * from "./venue";
