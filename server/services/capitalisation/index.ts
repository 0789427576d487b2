export { importCapitalisations, removeCapitalisations } from "./import";
export { capitalisationTable, latestCapitalisations } from "./latest";
export { listCapitalisations, requestCapitalisations } from "./list";
