export { moveAllotment } from "./move";
export { setAllotments } from "./set";
