/** Imported first by whatever makes files of the app: nothing this process writes can be read by other users. */
process.umask(0o077);
