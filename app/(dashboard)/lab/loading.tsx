import { LabSkeleton } from "@/components/lab/lab-skeleton";

export default function Loading() {
  return <LabSkeleton />;
}
