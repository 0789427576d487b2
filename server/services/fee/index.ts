export { listFees } from "./list";
