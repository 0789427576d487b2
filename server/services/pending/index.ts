export { LIVE_STATES, loadPending, loadPendingOf } from "./load";
export { openPending } from "./open";
export { restPending } from "./rest";
export { resumeDeclined } from "./resume";
export { retryPending } from "./retry";
export { settlePending } from "./settle";
