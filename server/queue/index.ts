export { JOB_CATALOG, type JobHandlers, type JobName, type JobPayload } from "./catalog";
export { type EnqueueOptions, enqueue } from "./enqueue";
