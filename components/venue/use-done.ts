"use client";
import { useRouter } from "next/navigation";
import { useToast } from "@/components/ui/toaster";

/** Ends a dialog that did its work: it closes, says so where there is something to say, and the page is read anew. */
export function useDone(onClose: () => void) {
  const router = useRouter();
  const toast = useToast();
  return (text?: string) => {
    onClose();
    if (text) toast(text);
    router.refresh();
  };
}

/** Leaves a form that made a venue: what came of it is said, and the list of venues shows it. */
export function useVenueMade() {
  const router = useRouter();
  const toast = useToast();
  return (text: string) => {
    toast(text);
    router.push("/venues");
    router.refresh();
  };
}
