export { listOrders } from "./list";
export { listUnknownOrders } from "./list-unknown";
