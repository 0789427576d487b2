/**
 * A throw-away PostgreSQL for the tests: an installed server, or the distribution's package where we are root; a new
 * cluster in a temporary folder on a Unix socket, never as root, gone at the end.
 */
import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { unpackPackages } from "./unpack-packages.mjs";

const isRoot = process.getuid?.() === 0;

const binariesBelow = (debian) => {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(debian, version, "bin"));
};

function findBinaries() {
  const folders = [
    ...binariesBelow("/usr/lib/postgresql"),
    ...(process.env.PATH ?? "").split(delimiter),
    "/usr/local/pgsql/bin",
    "/opt/homebrew/bin",
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl"))) ?? null;
}

/** Debian's package would make and start a cluster of its own: it is kept from that. */
function installPackage() {
  if (!existsSync("/usr/bin/apt-get")) return;
  mkdirSync("/etc/postgresql-common", { recursive: true });
  const settings = "/etc/postgresql-common/createcluster.conf";
  if (!existsSync(settings)) writeFileSync(settings, "create_main_cluster = false\n");
  aptInstall(["postgresql"]);
}

/** Not root: the distribution's package unpacked into a folder of ours, with the libraries it brings. */
function unpackServer() {
  const tree = unpackPackages("postgresql", ["postgresql"]);
  if (!tree) return null;
  const [binaries] = binariesBelow(join(tree, "usr/lib/postgresql"));
  if (!binaries) return null;
  const architecture = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" }[process.arch];
  return { binaries, libraries: join(tree, "usr/lib", architecture ?? "") };
}

function findServer() {
  const installed = findBinaries();
  if (installed) return { binaries: installed, libraries: null };
  console.log("Fetching PostgreSQL from the distribution …");
  if (!isRoot) return unpackServer();
  installPackage();
  const binaries = findBinaries();
  return binaries ? { binaries, libraries: null } : null;
}

export function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold", ...packages];
  if (spawnSync("apt-get", install, { env, stdio: "ignore" }).status === 0) return true;
  spawnSync("apt-get", ["update"], { env, stdio: "ignore" });
  return spawnSync("apt-get", install, { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

/** PostgreSQL refuses to run as root: then the user its package made, or nobody. */
function unprivileged() {
  if (!isRoot) return {};
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account = accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!account) throw new Error("There is no user postgres or nobody to run PostgreSQL as.");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** Resolves to { url, stop } or to null, with a sentence on the screen, where no PostgreSQL can be had. */
export function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: () => {} };
  const server = findServer();
  if (server === null) {
    console.error(
      "PostgreSQL is not installed and could not be fetched: install it (sudo apt-get install postgresql), or set TEST_DATABASE_URL to a server where databases may be created.",
    );
    return null;
  }
  const { binaries, libraries } = server;
  const folder = mkdtempSync(join(tmpdir(), "evenkeel-pg-"));
  const account = unprivileged();
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const env = { ...process.env, LC_ALL: "C", HOME: folder, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
  const run = (program, args) => {
    // pg_ctl's server keeps what it inherits open: it must not be our pipes.
    const { status, error, stderr } = spawnSync(join(binaries, program), args, {
      ...account,
      env,
      cwd: folder,
      stdio: ["ignore", "ignore", program === "pg_ctl" ? "ignore" : "pipe"],
    });
    if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr?.toString() ?? ""}`);
  };
  const stop = () => {
    spawnSync(join(binaries, "pg_ctl"), ["stop", "-D", data, "-m", "immediate", "-w"], {
      ...account,
      env,
      cwd: folder,
    });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run("initdb", ["-D", data, "-U", "evenkeel", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
    writeFileSync(
      join(data, "postgresql.auto.conf"),
      [
        `unix_socket_directories = '${folder}'`,
        "listen_addresses = ''",
        "fsync = off",
        "full_page_writes = off",
        "synchronous_commit = off",
        "max_connections = 200",
        "shared_buffers = 64MB",
      ].join("\n"),
    );
    run("pg_ctl", ["start", "-D", data, "-l", join(folder, "log"), "-w"]);
  } catch (error) {
    stop();
    throw error;
  }
  return { url: `postgres://evenkeel@localhost/postgres?host=${encodeURIComponent(folder)}`, stop };
}
