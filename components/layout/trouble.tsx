"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, startTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { buttonStyles } from "@/components/ui/button-styles";
import { useDocumentTitle } from "./use-document-title";

interface TroubleProps {
  title: string;
  error: Error & { digest?: string };
  onRetry: () => void;
  /** What still works, and what need not be feared. */
  children: ReactNode;
}

/** The broken face of a page, and its heading: what, what still works, the way out. */
export function Trouble({ title, error, onRetry, children }: TroubleProps) {
  const router = useRouter();
  useDocumentTitle(title.replace(/\.$/, ""));
  const retry = () =>
    startTransition(() => {
      router.refresh();
      onRetry();
    });
  return (
    <div role="alert">
      <Banner
        tone="negative"
        title={title}
        isHeading
        detail={[children, error.digest && <>In the log under {error.digest}</>].filter(Boolean)}
        actions={
          // Not Button: the root's error page is a bundle of its own, and Link would come twice with every page.
          <button type="button" className={buttonStyles()} onClick={retry}>
            Try again
          </button>
        }
      />
    </div>
  );
}
