"""Where the embedded database is, and how its folder is laid out. Nothing here starts it."""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.embedded import binaries, children, roles, state
from config.embedded import secrets as keys
from config.embedded.trouble import Trouble

NAME = "reclaim"  # the database, and the role that owns it
LONGEST = 103  # a socket's path: 104 bytes with its end on macOS, 108 on Linux
SOCKET = ".s.PGSQL.5432"
INITDB = (
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)


def connection(user: str) -> dict[str, str]:
    """Give Django's words for the embedded database, running or not, as one of its roles."""
    sockets = Cluster.of(state.home()).sockets
    return {"HOST": str(sockets), "NAME": NAME, "USER": user, "PORT": "5432"}


@dataclass(frozen=True)
class Cluster:
    """The folders of one server and the user it runs as."""

    data: Path
    sockets: Path
    log: Path
    user: pwd.struct_passwd | None

    @classmethod
    def of(cls, home: Path) -> "Cluster":
        # Below a root-only folder the data live in a shelter; a link in the home leads there.
        data = (home / "pgdata").resolve()
        sockets = data.parent / "sockets"
        if len(os.fsencode(sockets / SOCKET)) > LONGEST:
            short = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
            sockets = Path(f"/tmp/reclaim-{os.geteuid()}-{short}")  # noqa: S108  see own_folder
        return cls(data, sockets, home / "log" / "postgres.log", binaries.server_user(data))

    def program(self, name: str) -> str:
        return str(binaries.folder(self.user) / name)

    def accepts(self) -> bool:
        """Ask the server itself; a process id proves nothing."""
        ask = [self.program("pg_isready"), "--quiet", "--timeout=2", f"--host={self.sockets}"]
        return subprocess.run(ask, check=False).returncode == 0


def lay_out(home: Path) -> Cluster:
    """Make the cluster on the first run; refuse one that another major version made."""
    keys.load_or_make(home)  # before there is anything that only they can open
    cluster = Cluster.of(home)
    # A full disk leaves the server no room to say so in its log.
    state.require_space(cluster.data, megabytes=40 if cluster.data.exists() else 200)
    if not cluster.data.exists():
        make(cluster, home)
        cluster = Cluster.of(home)
    require_version(cluster)
    own_folder(cluster.sockets, cluster.user)
    admit(cluster)
    return cluster


def make(cluster: Cluster, home: Path) -> None:
    """Run initdb beside the place and move the whole in, so that half a cluster never stands."""
    place = home / "pgdata"
    if not binaries.may_enter(home, cluster.user):
        place = binaries.SHELTER / secrets.token_hex(6) / "pgdata"
        place.parent.mkdir(mode=0o755, parents=True)
        binaries.SHELTER.chmod(0o755)
    draft = place.with_name("pgdata.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if cluster.user:
        os.chown(draft, cluster.user.pw_uid, cluster.user.pw_gid)
    command = [cluster.program("initdb"), f"--pgdata={draft}", *INITDB]
    child = children.spawn(command, stdout=subprocess.PIPE, user=cluster.user)
    try:
        said = child.communicate()[0].decode(errors="replace")
    finally:
        children.end_group(child, signal.SIGKILL)  # interrupted, it leaves its own children
        child.wait()
    if child.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise Trouble(explained(said, place))
    draft.rename(place)
    if place.parent != home:
        (home / "pgdata").unlink(missing_ok=True)
        (home / "pgdata").symlink_to(place)


def require_version(cluster: Cluster) -> None:
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    said = subprocess.run(
        [cluster.program("postgres"), "--version"], check=True, text=True, capture_output=True
    )
    ours = said.stdout.split()[-1].split(".")[0]
    if made_by != ours:
        raise Trouble(
            f"The data in {cluster.data} were made by PostgreSQL {made_by} and this is PostgreSQL "
            f"{ours}: start them with the release of Reclaim that made them, or begin a new folder "
            "with --home DIR."
        )


def own_folder(folder: Path, user: pwd.struct_passwd | None) -> None:
    """Make the sockets' folder, which only we and the server may enter; trust no other's."""
    owner = user.pw_uid if user else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, user.pw_gid if user else -1)
    except FileExistsError:
        is_ = folder.lstat()
        if not stat.S_ISDIR(is_.st_mode) or is_.st_uid != owner or is_.st_mode & 0o077:
            raise Trouble(
                f"{folder} is not a private folder of the database's user: remove it and run this "
                "again."
            ) from None


def admit(cluster: Cluster) -> None:
    """Let in the OS user who started it, by who they are; no password, no network."""
    me = pwd.getpwuid(os.geteuid()).pw_name
    lines = [f'house "{me}" {name}\n' for name in ("postgres", *roles.NAMES)]
    files = {"pg_hba.conf": "local all all peer map=house\n", "pg_ident.conf": "".join(lines)}
    for name, text in files.items():
        (cluster.data / name).write_text(text)  # in place: owner and mode stay the server's


def explained(words: str, place: Path) -> str:
    """Turn a server's or installer's last words into a sentence with a cure."""
    if "No space left" in words:
        return f"The disk that holds {place} is full: free some space and run this again."
    last = next((line for line in reversed(words.splitlines()) if line.strip()), "no word")
    return f"Postgres could not be set up in {place}; it said: {last.strip()}"
