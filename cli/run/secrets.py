"""What a shop makes up for itself at its first start, and keeps in DATA_DIR."""

from __future__ import annotations

import json
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path


def shop_secrets(data_dir: Path) -> dict[str, str]:
    """`secret_key`, `webhook_secret` and the sandbox's `stripe_key`."""
    path = data_dir / "secrets.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    made = {
        "secret_key": secrets.token_urlsafe(48),
        "webhook_secret": f"whsec_{secrets.token_hex(24)}",
        "stripe_key": f"sk_test_{secrets.token_hex(24)}",
        **kept,
    }
    if made != kept:
        _write(path, json.dumps(made, indent=2).encode())
    return made


def signing_keys(folder: Path) -> Path:
    """The folder of Ed25519 keys, with at least one in it."""
    if not any(folder.glob("*.pem")):
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write(folder / f"{datetime.now(UTC):%Y-%m-%d}.pem", pem)
    return folder


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
