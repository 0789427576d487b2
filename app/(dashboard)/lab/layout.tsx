import type { ReactNode } from "react";
import { TrpcProvider } from "@/components/trpc/client";

/** The query client comes with the screens that hold state of their own; the others stay light. */
export default function QueryLayout({ children }: { children: ReactNode }) {
  return <TrpcProvider>{children}</TrpcProvider>;
}
