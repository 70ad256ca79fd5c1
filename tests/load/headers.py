"""Grades the headers of an answer as scanners of sites do: a list of what is wrong, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

WANTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
DIRECTIVES = ("default-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'")
FEATURES = ("camera", "geolocation", "microphone", "payment")
A_DAY = 86_400


def faults(headers: Mapping[str, str], path: str, *, tls: bool = False) -> list[str]:
    """Return what is wrong with the headers of the answer to a path."""
    found = [f"{name} is not {value}" for name, value in WANTED.items() if headers[name] != value]
    policy = [part.strip() for part in (headers["content-security-policy"] or "").split(";")]
    found += [f"no {wanted} in the policy" for wanted in DIRECTIVES if wanted not in policy]
    if not any(part.startswith("frame-ancestors ") for part in policy):
        found.append("nothing says who may frame the site")
    if any("//" in part for part in policy if not part.startswith("frame-ancestors ")):
        found.append("the policy lets something in from another site")
    allowed = headers["permissions-policy"] or ""
    found += [f"{name} is not refused" for name in FEATURES if f"{name}=()" not in allowed]
    if "/" in (headers["server"] or "").removeprefix("nginx"):
        found.append("the version of the server is told")
    found += ["an answer that was read is told its maker"] * ("x-powered-by" in headers)
    if tls and "max-age" not in (headers["strict-transport-security"] or ""):
        found.append("no strict transport security")
    kept = headers["cache-control"] or ""
    if "/static/" in path and "max-age" not in kept:
        found.append("a file that seldom changes is asked for each time")
    if "/static/" not in path and "no-cache" not in kept:
        found.append("a page may be kept")
    cookie = headers["set-cookie"] or ""
    if cookie.startswith("replica=") and "HttpOnly" not in cookie:
        found.append("a script may read the cookie")
    return found
