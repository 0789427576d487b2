import { and, eq } from "drizzle-orm";
import { priceImports } from "@/drizzle/schema";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { NotFoundError } from "../errors";

/** The file's prices go with it; runs that were made with them cannot be made again. */
export async function removeImport(ctx: Pick<ServiceContext, "db" | "actor" | "now">, importId: string): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [gone] = await tx
      .delete(priceImports)
      .where(and(eq(priceImports.id, importId), eq(priceImports.ownerId, ownerIdOf(ctx))))
      .returning({ name: priceImports.name });
    if (!gone) throw new NotFoundError("These prices are not here. They may have been removed already.");
    await recordAudit(
      tx,
      ctx,
      { action: "history.remove-import", file: gone.name },
      { subjectKind: "price-import", subjectId: importId },
    );
  });
}
