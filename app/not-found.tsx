import { NothingHere } from "@/components/layout/nothing-here";
import { Page } from "@/components/layout/page";

export default function NotFound() {
  return (
    <Page isNarrow>
      <NothingHere hint="The link may be cut short." />
    </Page>
  );
}
