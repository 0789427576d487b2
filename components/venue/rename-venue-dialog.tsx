"use client";
import { mutate } from "@/components/trpc/call";
import { RenameDialog } from "@/components/ui/rename-dialog";
import type { VenueDialogProps } from "./venue-dialog";

export function RenameVenueDialog({ venue, ...dialog }: VenueDialogProps) {
  return (
    <RenameDialog
      {...dialog}
      title={`Rename ${venue.name}`}
      name={venue.name}
      rename={(name) => mutate("venues.rename", { venueId: venue.id, name })}
    />
  );
}
