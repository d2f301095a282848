"""RabbitMQ and a server of Valkey's protocol, each a node of this harness's own, to be killed."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.faults.ground import PATIENCE, waited
from tests.faults.house import free_port

RABBIT = Path("/usr/lib/rabbitmq/bin")  # the scripts themselves: those of PATH change the user
SERVERS = ("valkey-server", "redis-server")


class Broker:
    """One server in a folder of its own."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="reclaim-broker-"))
        self.log = self.home / "said.log"
        self.port = free_port()
        self.child = None

    def start(self):
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command(), cwd=self.home, env=self.env(), stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        waited(self.answers, within=PATIENCE, why=lambda: self.log.read_text()[-2000:])

    def env(self):
        return os.environ | {"HOME": str(self.home)}

    def answers(self):
        assert self.child.poll() is None, self.log.read_text()[-2000:]
        try:
            with socket.create_connection(("127.0.0.1", self.port), 2) as line:
                line.settimeout(2)
                line.sendall(self.HELLO)
                return line.recv(7).startswith(self.ANSWER)
        except OSError:
            return False

    def kill(self):
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait(30)

    @contextmanager
    def killed(self):
        """End it without a word; it is there again afterwards, as it was."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def frozen(self):
        """Let it hold its lines and say nothing more."""
        os.killpg(self.child.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.child.pid, signal.SIGCONT)

    def close(self):
        if self.child is not None and self.child.poll() is None:
            self.kill()
        shutil.rmtree(self.home, ignore_errors=True)


class Rabbit(Broker):
    """RabbitMQ with one node, a port mapper of its own, and its files in the folder."""

    name = "RabbitMQ"
    HELLO, ANSWER = b"AMQP\x00\x00\x09\x01", b"\x01\x00\x00"  # connection.start on channel 0
    kept = "quorum"

    def __init__(self):
        super().__init__()
        self.ports = {"RABBITMQ_DIST_PORT": free_port(), "ERL_EPMD_PORT": free_port()}
        self.mapper = subprocess.Popen(
            ["epmd", "-address", "127.0.0.1", "-port", str(self.ports["ERL_EPMD_PORT"])],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.start()

    @staticmethod
    def lacks():
        there = (RABBIT / "rabbitmq-server").exists() and shutil.which("epmd")
        return "" if there else "RabbitMQ is not installed (apt-get install rabbitmq-server)"

    @property
    def url(self):
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def command(self):
        return [str(RABBIT / "rabbitmq-server")]

    def env(self):
        at = {name: str(to) for name, to in self.ports.items()}
        return super().env() | at | {
            "RABBITMQ_NODENAME": f"reclaim{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_MNESIA_BASE": str(self.home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.home),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.home / "plugins"),
            "RABBITMQ_CONFIG_FILES": str(self.home / "none"),
            "RABBITMQ_CONFIG_FILE": str(self.home / "none.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self.home / "none.sh"),
        }  # fmt: skip

    def queues(self):
        """Give each queue with its type and how many messages it holds."""
        said = subprocess.run(
            [str(RABBIT / "rabbitmqctl"), "-q", "list_queues", "name", "type", "messages"],
            env=self.env(), check=True, capture_output=True, text=True, timeout=PATIENCE,
        ).stdout  # fmt: skip
        lines = [line.split("\t") for line in said.splitlines()]
        return {name: (kind, int(held)) for name, kind, held in lines if held.isdigit()}

    def close(self):
        super().close()
        self.mapper.kill()
        self.mapper.wait(30)


class Valkey(Broker):
    """Valkey, or the Redis that it came from, which speaks the same; set as ops/ sets it."""

    name = "Valkey"
    HELLO, ANSWER = b"PING\r\n", b"+PONG"
    kept = "list"

    def __init__(self):
        super().__init__()
        self.start()

    @staticmethod
    def program():
        return next(filter(None, map(shutil.which, SERVERS)), None)

    @classmethod
    def lacks(cls):
        if cls.program() is None:
            return "neither valkey-server nor redis-server is installed"
        return "" if find_spec("redis") else "the package redis is not installed (ops/valkey.lock)"

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self):
        given = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.home)]
        return [self.program(), *given, "--appendonly", "yes", "--maxmemory-policy", "noeviction"]

    def queues(self):
        import redis

        with redis.Redis(port=self.port, socket_timeout=20) as line:
            return {"celery": (line.type("celery").decode(), line.llen("celery"))}


def submitted(*, many):
    """Give so many requests that were submitted two days ago and wait for their receipt."""
    from accounts.models import User
    from deadlines.services.heartbeats import database_time
    from tests.factories import deadlines as make

    advocate = User.objects.get(role="advocate")
    at = database_time() - 50 * make.HOUR
    return [str(make.submitted(by=advocate, at=at).pk) for _ in range(many)]
