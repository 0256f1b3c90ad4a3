"""`python -m cli keys`: the Ed25519 key that signs tokens, for a place that has none yet."""

from __future__ import annotations

import argparse

from cli.run.secrets import signing_keys
from core.errors import ConfigurationError
from core.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: SIGNING_KEYS_DIR says where."""
    del parser


def main(args: argparse.Namespace) -> int:
    """Make one when the folder has none."""
    del args
    folder = settings().signing_keys_dir
    if folder is None:
        raise ConfigurationError("SIGNING_KEYS_DIR is not set: set it to the folder where keys are to be kept")
    print(f"keys: {', '.join(sorted(path.name for path in signing_keys(folder).glob('*.pem')))}")
    return 0
