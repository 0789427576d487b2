export { getSettings } from "./get";
export { endSessions, listSessions } from "./sessions";
export { updateSettings } from "./update";
