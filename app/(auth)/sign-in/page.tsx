import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SignInForm } from "@/components/auth/sign-in-form";
import { returnPathOf } from "@/lib/schemas/return-path";
import { requireStranger } from "@/server/auth/session";

export const metadata: Metadata = { title: "Sign in" };

interface SignInProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInProps) {
  const { next } = await searchParams;
  const returnPath = returnPathOf(next);
  await requireStranger("sign-in", returnPath);
  return (
    <AuthFrame
      title="Sign in"
      lead={
        returnPath === "/"
          ? "To the Evenkeel on this machine."
          : "To the Evenkeel on this machine. You come to the page you asked for."
      }
    >
      <SignInForm returnPath={returnPath} />
    </AuthFrame>
  );
}
