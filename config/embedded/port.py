"""The port that is served: taken first, asked for signs of life later."""

import socket

from config.embedded.trouble import Trouble


def listening(port: int) -> socket.socket:
    """Take the port, which then waits for the web server through its restarts."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(128)
    except (OSError, OverflowError) as error:
        door.close()
        raise Trouble(
            f"Port {port} cannot be used ({error}): choose another with --port {port + 1}, or stop "
            f"what holds it (`lsof -i :{port}` names it)."
        ) from error
    return door


def answers(port: int) -> bool:
    """Ask our own door for a sign of life; anything but an error of the server is one."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            line.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b"200" <= line.recv(64).partition(b" ")[2][:3] < b"500"
    except OSError:
        return False
