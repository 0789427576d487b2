import { currentAuth } from "@/server/auth/current";

export const dynamic = "force-dynamic";

const handle = async (request: Request) => (await currentAuth()).handle(request);

export { handle as GET, handle as POST };
