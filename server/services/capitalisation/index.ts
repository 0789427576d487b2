export { importCapitalisations, removeCapitalisations } from "./import";
export { capitalisationTable, latestCapitalisations } from "./latest";
export { askForCapitalisations, listCapitalisations } from "./list";
