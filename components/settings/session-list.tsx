"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { signOut } from "@/components/auth/sign-out";
import { Time } from "@/components/figures/time";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { useToast } from "@/components/ui/toaster";
import type { SessionView } from "./types";

/** Where you are signed in. Ending a session works at once. */
export function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  const router = useRouter();
  const toast = useToast();
  const api = useTRPC();
  const after = {
    onSuccess: () => router.refresh(),
    onError: (error: Parameters<typeof messageOf>[0]) => toast({ tone: "stop", text: messageOf(error) }),
  };
  const end = useMutation(api.settings.endSession.mutationOptions(after));
  const endOthers = useMutation(api.settings.endOtherSessions.mutationOptions(after));
  const leave = async () => {
    const problem = await signOut();
    if (problem) toast({ tone: "stop", text: problem });
  };
  const others = sessions.filter((session) => !session.isCurrent).length;
  return (
    <Card labelledBy="sessions">
      <CardHeader
        id="sessions"
        title="Sessions"
        hint="each lasts 30 days"
        push={
          others > 1 && (
            <Button size="sm" isBusy={endOthers.isPending} onClick={() => endOthers.mutate()}>
              End the other {others}
            </Button>
          )
        }
      />
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-t border-hairline px-3.5 py-2 md:px-5"
          >
            <span className="font-medium">{session.device}</span>
            {session.isCurrent && <Chip>this one</Chip>}
            <span className="text-xs text-text-faint">
              signed in <Time at={session.signedInAt} format="datetime" />
            </span>
            <span className="ml-auto">
              {session.isCurrent ? (
                <Button size="sm" onClick={leave}>
                  Sign out
                </Button>
              ) : (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`End the session of ${session.device}`}
                  isBusy={end.isPending && end.variables.sessionId === session.id}
                  onClick={() => end.mutate({ sessionId: session.id })}
                >
                  End
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
