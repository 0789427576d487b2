import type { Metadata } from "next";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SetUpForm } from "@/components/auth/set-up-form";
import { requireStranger } from "@/server/auth/session";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  await requireStranger("setup");
  return (
    <AuthFrame
      title="Set up Evenkeel"
      lead="You become the owner of this installation, and registration closes behind you. Everything stays on this machine."
    >
      <SetUpForm />
    </AuthFrame>
  );
}
