"""nginx as a plain process, with the configuration that compose uses; `--install` gets the package.

`python -m deploy.nginx` prints where it is. As root, the distribution's package is installed.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Self

from deploy.packages import install, report
from deploy.processes import end_process, is_ready_in_time, unprivileged
from deploy.proxy_files import FOLDER, replicas

PACKAGES = {
    "apt-get": ("nginx-light",),
    "dnf": ("nginx",),
    "apk": ("nginx",),
    "zypper": ("nginx",),
}
FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin")
UNPRIVILEGED = ("www-data", "nginx", "nobody")
PATIENCE = 20.0
ADVICE = """\
nginx was not found. Do one of these:
  Debian, as root           apt-get install nginx-light
  Fedora, as root           dnf install nginx
  macOS                     brew install nginx
  one of your own           NGINX=/path/to/nginx"""


def find() -> str | None:
    """Return the path of nginx without installing anything."""
    if named := os.environ.get("NGINX"):
        return named if os.access(named, os.X_OK) else None
    return shutil.which("nginx") or next(
        (f"{folder}/nginx" for folder in FOLDERS if os.access(f"{folder}/nginx", os.X_OK)), None
    )


def find_or_install() -> str:
    """Return the path of nginx, getting the distribution's package first if there is none.

    Raises `RuntimeError`, with advice, when there is none and none can be had.
    """
    path = find()
    if path is None:
        install("nginx", PACKAGES)
        path = find()
    if path is None:
        raise RuntimeError(ADVICE)
    return path


class Nginx:
    """The proxy before some replicas; never root.

    Its own temporary folder holds a copy of `deploy/proxy`, what nginx writes, and `log`.

    Parameters
    ----------
    addresses : dict of str to str
        Name and address of each replica.
    certificate : tuple of Path, optional
        Certificate and key; with them it speaks TLS.
    door : Path, optional
        Folder of pages that stand before the site.
    """

    def __init__(
        self,
        port: int,
        addresses: dict[str, str],
        certificate: tuple[Path, Path] | None = None,
        door: Path | None = None,
    ) -> None:
        self.port, self.door = port, door
        self.addresses, self.certificate = addresses, certificate
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{port}"

    def __enter__(self) -> Self:
        path = find_or_install()
        self.folder = Path(tempfile.mkdtemp(prefix="proxy-"))
        self.log = self.folder / "log"
        self._write()
        owner = unprivileged(UNPRIVILEGED)
        if owner:
            for written in (self.folder, *self.folder.rglob("*")):
                shutil.chown(written, owner)
        command = [path, "-p", f"{self.folder}/", "-c", f"{self.folder}/nginx.conf"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "-g", "daemon off;"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=owner,
            )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        end_process(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self) -> None:
        shutil.copytree(FOLDER, self.folder, dirs_exist_ok=True)
        rules = (FOLDER / ("listen-tls.conf" if self.certificate else "listen.conf")).read_text(
            encoding="utf-8"
        )
        for listened in ("listen 8080", "listen 8443"):
            rules = rules.replace(listened, f"listen 127.0.0.1:{self.port}")
        (self.folder / "listen.conf").write_text(rules, encoding="utf-8")
        (self.folder / "replicas.conf").write_text(replicas(self.addresses), encoding="utf-8")
        if self.door:
            shutil.copytree(self.door, self.folder / "door")
        if self.certificate:
            (self.folder / "tls").mkdir(exist_ok=True)
            for source, name in zip(self.certificate, ("certificate.pem", "key.pem"), strict=True):
                shutil.copy(source, self.folder / "tls" / name)
        self.log.touch()

    def _wait(self) -> None:
        if is_ready_in_time(self.process, self._answers, PATIENCE):
            return
        output = self.log.read_text(encoding="utf-8", errors="replace")
        self.__exit__()
        raise RuntimeError(f"nginx did not start:\n{output[-3000:]}")

    def _answers(self) -> bool:
        unchecked = ssl.create_default_context()
        unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
        try:
            with urllib.request.urlopen(f"{self.url}/_proxy/health", timeout=2, context=unchecked):
                return True
        except OSError:
            return False


def main() -> int:
    """Print the path; return 1 with advice when there is none."""
    try:
        path = find_or_install() if "--install" in sys.argv[1:] else find()
    except RuntimeError:
        path = None
    return report(path, ADVICE)


if __name__ == "__main__":
    sys.exit(main())
