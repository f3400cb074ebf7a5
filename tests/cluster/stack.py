"""PostgreSQL, Redis, nginx, guides and action servers for the tests, set up from the project's own files in deploy/."""
from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Mapping

import psycopg2
import redis
import requests

from tests.cluster.services import Service, as_user, ordinary_user, program

PROJECT = Path(__file__).resolve().parents[2]
CONFIGURATION = PROJECT / "deploy" / "nginx" / "five-steps.conf"
DATABASE = PROJECT / "deploy" / "postgresql" / "five-steps.sql"
HOST = "localhost"
_MAIN = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-start.log crit;
worker_processes 2;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/five-steps.conf;
}}
"""


def free_ports(number: int) -> list[int]:
    """Ports that nobody uses."""
    probes = [socket.socket() for _ in range(number)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def postgres(folder: Path, port: int) -> tuple[Service, str]:
    """PostgreSQL with the database of deploy/postgresql; and the address of it for SQLAlchemy."""
    data, password, user = folder / "postgres", secrets.token_hex(8), ordinary_user()
    data.mkdir()
    given = folder / "postgres-password"
    given.touch(mode=0o600)
    given.write_text(password)
    if user:
        for path in (data, given):
            shutil.chown(path, user)
    subprocess.run(
        [program("initdb"), "--no-sync", "--auth=scram-sha-256", "--username=admin", f"--pwfile={given}", "--encoding=UTF8", "--locale=C", "-D", data],
        check=True, capture_output=True, cwd=data, **as_user(user),
    )
    where = f"host=127.0.0.1 port={port} password={password} connect_timeout=2"
    command = [program("postgres"), "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
    service = Service("postgres", command, folder, lambda: _connects(f"{where} user=admin dbname=postgres"), user=user, cwd=data)
    service.start().wait()
    statements = [line for line in DATABASE.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    connection = psycopg2.connect(f"{where} user=admin dbname=postgres")
    connection.autocommit = True
    for statement in [*filter(str.strip, "\n".join(statements).split(";")), f"alter role five_steps password '{password}'"]:
        connection.cursor().execute(statement)
    connection.close()
    return service, f"postgresql://five_steps:{password}@127.0.0.1:{port}/five_steps"


def redis_server(folder: Path, port: int) -> tuple[Service, str]:
    """Redis that keeps nothing on disk; and its address."""
    command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    return Service("redis", command, folder, lambda: _pings(port)).start().wait(), f"redis://127.0.0.1:{port}/0"


def nginx(folder: Path, ports: Mapping[str, int]) -> tuple[Service, str, Path]:
    """nginx with the configuration of deploy/nginx at other ports; its address, and the certificate to trust.

    `ports`: by the port in that file ("5005", ...), and "443".
    """
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )
    (folder / "five-steps.conf").write_text(_moved(CONFIGURATION.read_text(encoding="utf-8"), folder, ports, certificate, key))
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder))
    command = [program("nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "nginx-start.log")]
    port = ports["443"]
    return Service("nginx", command, folder, lambda: _listens(port)).start().wait(), f"https://{HOST}:{port}", certificate


def _moved(text: str, folder: Path, ports: Mapping[str, int], certificate: Path, key: Path) -> str:
    """The configuration for this folder and these ports; all else stays as it is in the project."""
    moves = [
        (r"/etc/ssl/five-steps/fullchain\.pem", str(certificate)), (r"/etc/ssl/five-steps/privkey\.pem", str(key)),
        (r"/var/log/nginx/", f"{folder}/"), (r"guide\.example\.org", HOST),
        (r"(?m)^ *listen \[::\]:.*\n", ""), (r"listen 80;", f"listen 127.0.0.1:{ports['80']};"), (r"listen 443 ", f"listen 127.0.0.1:{ports['443']} "),
        *((rf"127\.0\.0\.1:{port}\b", f"127.0.0.1:{ports[port]}") for port in ports if port not in ("80", "443")),
    ]
    for pattern, instead in moves:
        text, times = re.subn(pattern, instead, text)
        assert times, f"{CONFIGURATION.name} has nothing like {pattern} any more"
    return text


def guide(folder: Path, port: int, environment: Mapping[str, str]) -> Service:
    """A guide, started as its unit starts it."""
    return _of_ours("guide", folder, port, {**environment, "FIVESTEPS_PORT": str(port)}, "/")


def actions(folder: Path, port: int, environment: Mapping[str, str]) -> Service:
    """An action server, started as its unit starts it."""
    return _of_ours("actions", folder, port, {**environment, "FIVESTEPS_ACTIONS_PORT": str(port)}, "/health")


def _of_ours(part: str, folder: Path, port: int, environment: Mapping[str, str], path: str) -> Service:
    command = [sys.executable, "-m", "bot.cli", "serve", part]
    address = f"http://127.0.0.1:{port}{path}"
    return Service(f"{part}-{port}", command, folder, lambda: _answers(address), {**os.environ, **environment}, cwd=PROJECT).start()


def _connects(where: str) -> bool:
    try:
        psycopg2.connect(where).close()
        return True
    except psycopg2.OperationalError:
        return False


def _pings(port: int) -> bool:
    client = redis.Redis(port=port, socket_timeout=2)
    try:
        return client.ping()
    except redis.RedisError:
        return False
    finally:
        client.close()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code < 500
    except requests.RequestException:
        return False
