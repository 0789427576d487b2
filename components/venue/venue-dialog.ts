import type { VenueView } from "@/lib/schemas/views";

/** What every dialog about one venue is given. */
export interface VenueDialogProps {
  venue: VenueView;
  isOpen: boolean;
  onClose: () => void;
}
