import { NothingHere } from "@/components/layout/nothing-here";

export default function NotFound() {
  return <NothingHere hint="It may have been archived, or the link is cut short." />;
}
