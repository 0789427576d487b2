import { notFound } from "next/navigation";
import { cache } from "react";
import { pageApi } from "@/app/page-api";

/** The portfolio of this page, once a render; an unknown or foreign id is simply not there. */
export const getPortfolio = cache(async (portfolioId: string) => {
  try {
    return await (await pageApi()).portfolios.get({ portfolioId });
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST"))
      notFound();
    throw error;
  }
});
