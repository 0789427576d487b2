import { DESTINATIONS } from "@/lib/engine/model";
import { DESTINATION_LABELS } from "@/lib/format/labels/trading";

/** Destinations by their short names, for a switch. */
export const DESTINATION_OPTIONS = DESTINATIONS.map((value) => ({ value, label: DESTINATION_LABELS[value].name }));
