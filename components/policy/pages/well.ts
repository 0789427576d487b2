/** A part within a part, cut into its card; what chooses in it stands out from its ground. */
export const wellClass = "min-w-0 rounded-md bg-sunken px-3.5 py-3 **:data-[slot=segmented]:bg-surface";
