export { listCashFlows } from "./list";
