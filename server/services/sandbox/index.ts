export { buildSandbox } from "./build";
export { enterSandbox } from "./enter";
export { findOpenSandbox } from "./find";
export { getSandbox } from "./get";
export { leaveSandbox } from "./leave";
export { removeSandbox } from "./remove";
export { requestSandbox } from "./request";
