import { notFound } from "next/navigation";

/** Any address without a page of its own: a route, so that the shell stands around its "not found". */
export default function ElsewherePage(): never {
  notFound();
}
