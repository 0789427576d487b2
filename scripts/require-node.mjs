/** Imported first by every launcher: a Node that is too old gets one sentence instead of a stack trace. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(`Evenkeel needs Node 20 or newer to start; this is ${process.version}. Get one at https://nodejs.org.`);
  process.exit(1);
}
