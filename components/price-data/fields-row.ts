/** Fields beside each other, as many as fit. */
export const FIELDS_ROW = "grid grid-cols-[repeat(auto-fit,minmax(180px,1fr))] items-start gap-x-4 gap-y-3";
