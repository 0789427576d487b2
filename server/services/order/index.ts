export { type ListedOrder, listOrders } from "./list";
export { orderViews } from "./view";
