"""Celery's settings for the broker that the environment names; Postgres itself by default."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.embedded import postgres, roles

VISIBILITY = 300  # seconds until an unfinished message is given to another worker

ALWAYS: dict[str, Any] = {
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_ignore_result": True,
    "timezone": "UTC",
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,  # without it a killed child's task is acknowledged
    "task_soft_time_limit": 90,
    "task_time_limit": 120,  # must stay under VISIBILITY, or a slow task runs twice
    "task_publish_retry": False,  # a nudge is a courtesy; the next sweep is the retry
    "worker_hijack_root_logger": False,  # config.logs says what may be said
    "worker_enable_remote_control": False,  # its queue names are too long for pgmq
    "worker_eta_task_limit": 1,  # deadlines live in a table, never in a worker's memory
    "worker_max_tasks_per_child": 500,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
}

PGMQ: dict[str, Any] = {
    "init_extension": False,
    "use_notify": True,
    "wait_time_seconds": 0,
    "polling_interval": 0.2,
    "visibility_timeout": VISIBILITY,
    "pool_timeout": 5,
    "pool_size": 4,
    "notify_throttle_interval_ms": 10,
}

RABBITMQ: dict[str, Any] = {
    "task_default_queue_type": "quorum",
    "task_default_exchange_type": "topic",
    "worker_detect_quorum_queues": True,
    "worker_prefetch_multiplier": 1,
    "broker_transport_options": {"confirm_publish": True},
}

VALKEY: dict[str, Any] = {
    "worker_prefetch_multiplier": 1,
    "broker_transport_options": {
        "visibility_timeout": VISIBILITY,
        "socket_connect_timeout": 5,
        "socket_timeout": 30,  # a host that vanished says nothing: without it one waits for ever
        "socket_keepalive": True,
    },
}


def is_postgres(env: Mapping[str, str]) -> bool:
    """Tell whether messages travel through Postgres, which then needs the queue's schema."""
    return env.get("CELERY_BROKER_URL", "pgmq://").startswith("pgmq:")


def celery_settings(env: Mapping[str, str]) -> dict[str, Any]:
    """Give every broker-dependent Celery setting, by its lower-case name."""
    url = env.get("CELERY_BROKER_URL", "pgmq://")
    if is_postgres(env):
        # Prefetch 1 drains a backlog at two tasks a second: it sleeps while every slot is full.
        options = PGMQ | {"conn_string": conn_string(url, env)}
        by_broker = {"worker_prefetch_multiplier": 4, "broker_transport_options": options}
        url = "pgmq://localhost"
    else:
        by_broker = RABBITMQ if url.startswith(("amqp", "pyamqp", "librabbitmq")) else VALKEY
    return ALWAYS | by_broker | {"broker_url": url}


def conn_string(url: str, env: Mapping[str, str]) -> str:
    """Give key=value form: as a URL, pgmq's own parser drops the socket folder and sslmode."""
    named = url if urlsplit(url).netloc else env.get("DATABASE_URL", "")
    if not named:
        at = postgres.connection(roles.QUEUE)
        return f"host={at['HOST']} port={at['PORT']} dbname={at['NAME']} user={at['USER']}"
    parts = urlsplit(named)
    asked = dict(parse_qsl(parts.query))
    words = {
        "host": asked.get("host") or unquote(parts.hostname or "localhost"),  # a folder is a socket
        "port": str(parts.port or 5432),
        "dbname": unquote(parts.path.lstrip("/")),
        "user": unquote(parts.username or ""),
        # pgmq reads this string and pastes the password unquoted into its own: quoted twice.
        "password": quoted(unquote(parts.password or "")),
    }
    return " ".join(f"{key}={quoted(word)}" for key, word in words.items() if word)


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"
