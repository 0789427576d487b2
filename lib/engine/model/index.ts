export * from "./asset";
export * from "./asset-names";
export * from "./decision";
export * from "./plan";
export * from "./policy";
export * from "./rebalance";
export * from "./schedule";
export * from "./snapshot";
