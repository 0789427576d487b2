"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { Time } from "@/components/figures/time";
import { useConnection } from "@/components/trpc/connection";
import { Button } from "@/components/ui/button";
import { signInHref } from "@/lib/schemas/return-path";

const PANE =
  "flex flex-wrap items-center gap-x-4 gap-y-2.5 border-b border-warning-line bg-warning-wash px-7 py-2 max-md:px-4 print:hidden";

/** Above every page while Evenkeel does not answer, or no longer knows the session; goes by itself. */
export function ConnectionBanner() {
  const { lostSince, isSignedOut } = useConnection();
  const isLost = lostSince !== null;
  // Nothing on the page may look well meanwhile: tokens.css takes the green out.
  useEffect(() => {
    document.documentElement.toggleAttribute("data-connection-lost", isLost);
  }, [isLost]);
  return (
    <div aria-live="assertive">
      {isLost ? (
        <p className={PANE}>
          <span>
            <b className="font-semibold text-warning">Evenkeel is not answering</b> since <Time at={lostSince} />. What
            you see is from before, and what you press is not carried out. It goes on by itself once it answers.
          </span>
        </p>
      ) : (
        isSignedOut && <SignedOut />
      )}
    </div>
  );
}

function SignedOut() {
  const path = usePathname();
  const query = useSearchParams().toString();
  return (
    <div className={PANE}>
      <p>
        <b className="font-semibold text-warning">Your session has ended.</b> What you typed is still here; sign in and
        you come back to this page.
      </p>
      <Button size="sm" className="ml-auto" href={signInHref(`${path}${query ? `?${query}` : ""}`)}>
        Sign in
      </Button>
    </div>
  );
}
