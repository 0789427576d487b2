import type { VenueView } from "./types";

/** What every dialog about one venue is given. */
export interface VenueDialogProps {
  venue: VenueView;
  isOpen: boolean;
  onClose: () => void;
}
