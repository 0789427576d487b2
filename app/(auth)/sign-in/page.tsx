import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SignInForm } from "@/components/auth/sign-in-form";
import { requireStranger } from "@/server/auth/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  await requireStranger("sign-in");
  return (
    <AuthFrame title="Sign in" lead="To the Evenkeel on this machine.">
      <SignInForm />
    </AuthFrame>
  );
}
