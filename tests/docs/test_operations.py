"""Every GraphQL operation in README.md and docs/ is valid against the schema, so that no guide goes stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from commerce.inbox.inbox import STRIPE_EVENTS

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
OPERATIONS = [
    pytest.param(block, id=f"{guide.relative_to(ROOT)}-{number}")
    for guide in GUIDES
    for number, block in enumerate(re.findall(r"```graphql\n(.*?)```", guide.read_text(), re.DOTALL))
]


@pytest.fixture(scope="module")
def schema_text() -> str:
    return (ROOT / "schema.graphql").read_text()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_of_the_guides_is_valid(operation: str, schema_text: str) -> None:
    assert validate(build_schema(schema_text), parse(operation)) == []


def test_the_readme_has_the_tour() -> None:
    tour = (ROOT / "README.md").read_text()

    assert all(f"**{step}." in tour for step in range(1, 6))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_links_between_guides_lead_somewhere(guide: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", guide.read_text())

    assert [link for link in links if not (guide.parent / link).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_links_lead_to_headings(guide: Path) -> None:
    links = re.findall(r"\]\(([\w./-]*\.md)?#([^)]+)\)", guide.read_text())

    assert [(to, anchor) for to, anchor in links if anchor not in headings(guide.parent / to if to else guide)] == []


def headings(guide: Path) -> set[str]:
    """As GitHub spells them in links."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", guide.read_text(), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_readme_names_every_event_that_the_shop_handles() -> None:
    named = set(re.findall(r"`((?:[a-z_]+\.)+[a-z_]+)`", (ROOT / "README.md").read_text()))

    assert set(STRIPE_EVENTS) <= named


def test_the_launch_checklist_has_exactly_these_events() -> None:
    (events,) = re.findall(r"```\n((?:[a-z_.]+\n)+)```", (ROOT / "docs" / "launch-checklist.md").read_text())

    assert tuple(events.split()) == STRIPE_EVENTS
