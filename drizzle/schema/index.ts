export * from "./activity";
export * from "./auth";
export * from "./history";
export * from "./house";
export * from "./portfolio";
export * from "./rebalance";
export * from "./venue";
