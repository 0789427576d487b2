export { type ListedOrder, listOrders } from "./list";
export { listUnknownOrders } from "./list-unknown";
export { orderViews } from "./view";
