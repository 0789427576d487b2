export { getSettings } from "./get";
export { type HouseFacts, readHouseFacts } from "./house-facts";
export { endSessions, listSessions } from "./sessions";
export { updateSettings } from "./update";
