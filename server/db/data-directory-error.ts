/** The data directory cannot be used as it is; the message is one sentence for its owner, with what to do. */
export class DataDirectoryError extends Error {
  override name = "DataDirectoryError";
}
