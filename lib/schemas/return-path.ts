/**
 * Where sign-in leads back to. It comes in an address that anybody may have written, so only a path on this very origin
 * counts, and only a page: what a browser would read as another host ("//evil", "/\evil", "/.//evil") leads home.
 */
const HERE = "http://evenkeel.invalid";
const HOME = "/";
/** Pages before sign-in would lead round in a circle; answers of the API are no pages. */
const NO_PAGES = /^\/(sign-in|setup|api)(\/|$)/;
/** Next's own mark on an address that asks for a page's parts. */
const RSC = "_rsc";

export function returnPathOf(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, HERE)) return HOME;
  const url = new URL(wanted, HERE);
  if (url.origin !== HERE || url.pathname.startsWith("//") || NO_PAGES.test(url.pathname)) return HOME;
  if (url.searchParams.has(RSC)) url.searchParams.delete(RSC);
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Sign-in's own address, with the way back. */
export function signInHref(from: string | null): string {
  const path = returnPathOf(from);
  return path === HOME ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
