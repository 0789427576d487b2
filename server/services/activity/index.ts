export { listActivity } from "./list";
