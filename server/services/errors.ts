/** Errors a verb may throw; routers map them one to one. Messages are sentences for people: what, where, what to do. */
export class NotFoundError extends Error {
  override name = "NotFoundError";
}
/** The request is well formed but the world is not as it assumes (expired, already running, prices moved). */
export class PreconditionError extends Error {
  override name = "PreconditionError";
  readonly detail: Record<string, unknown>;
  constructor(message: string, detail: Record<string, unknown> = {}) {
    super(message);
    this.detail = detail;
  }
}
/** Input that cannot be used, with the path of the field at fault. */
export class InputError extends Error {
  override name = "InputError";
  readonly path: string;
  /** More a screen can act on, for example every problem of a file. */
  readonly detail: Record<string, unknown> | null;
  constructor(path: string, message: string, detail: Record<string, unknown> | null = null) {
    super(message);
    this.path = path;
    this.detail = detail;
  }
}
export class ForbiddenError extends Error {
  override name = "ForbiddenError";
}
