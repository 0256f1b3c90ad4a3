"""The production shape, as far as it can be checked without a Docker engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.__main__ import COMMANDS
from core.settings import Settings
from tests.support.services import ROOT

ONE_SHOT = {"migrate", "bucket", "own-volumes"}
OURS = {"api", "worker", "migrate"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def _command(service: dict[str, Any]) -> str:
    command = service.get("command", "")
    return command if isinstance(command, str) else " ".join(command)


def test_api_and_workers_scale_and_wait_for_the_migrations(compose: dict[str, Any]) -> None:
    for name in ("api", "worker"):
        service = compose["services"][name]

        assert re.fullmatch(r"\$\{\w+:-2\}", service["deploy"]["replicas"])
        assert service["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert "ports" not in service  # a published port would allow one of them only
        assert "container_name" not in service


def test_what_goes_on_running_is_watched(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert [name for name in services if name not in ONE_SHOT and "test" not in services[name]["healthcheck"]] == []
    assert [name for name in ONE_SHOT if services[name]["restart"] != "no"] == []


def test_conditions_name_services_that_can_meet_them(compose: dict[str, Any]) -> None:
    services = compose["services"]

    for name, service in services.items():
        for other, wait in service.get("depends_on", {}).items():
            expected = "service_completed_successfully" if other in ONE_SHOT else "service_healthy"
            assert wait["condition"] == expected, (name, other)


def test_volumes_are_declared(compose: dict[str, Any]) -> None:
    used = {volume.split(":")[0] for service in compose["services"].values() for volume in service.get("volumes", [])}

    assert used == set(compose["volumes"])


def test_the_environment_has_settings_only_and_all_that_are_required(compose: dict[str, Any]) -> None:
    fields = Settings.model_fields
    required = {name.upper() for name, field in fields.items() if field.is_required()}

    for name in OURS:
        environment = set(compose["services"][name]["environment"])
        assert environment <= {field.upper() for field in fields}, name
        assert required <= environment, name
        assert compose["services"][name]["environment"]["ENVIRONMENT"] == "production"


def test_secrets_have_no_defaults(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text()

    for name in ("SECRET_KEY", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRETS", "POSTGRES_PASSWORD"):
        assert re.findall(rf"\$\{{{name}:-", text) == []
        assert re.findall(rf"\$\{{{name}:\?", text), name


def test_every_variable_is_in_the_example_or_has_a_default(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    example = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.M))

    assert set(re.findall(r"\$\{(\w+):\?", text)) <= example
    assert example <= set(re.findall(r"\$\{(\w+):", text))


def test_our_processes_run_our_commands_with_few_rights(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        commands = re.findall(r"-m cli (\w+)", _command(service))

        assert commands
        assert set(commands) <= set(COMMANDS), name
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "user" not in service  # the image's own, which is not root


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()

    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users == ["shop"]
    assert lines.index("USER shop") < next(i for i, line in enumerate(lines) if line.startswith("CMD "))
    assert any(line.startswith("HEALTHCHECK") for line in lines)


def test_the_image_gets_every_package_that_the_application_imports() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    packages = {path.parent.name for path in Path(ROOT).glob("*/__init__.py")}

    assert packages - {"tests", "sandbox", "benchmarks"} <= kept
    assert {"server.py", "migrations", "requirements/production.txt", "sandbox/seed"} <= kept
