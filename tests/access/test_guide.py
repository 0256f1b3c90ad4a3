"""docs/permissions.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from commerce.permissions import KEY_PERMISSIONS, ROLE_PERMISSIONS, Permission
from models import Role

GUIDE = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_the_table_of_permissions() -> None:
    rows = re.findall(r"^\| `([a-z_:]+)` \|(.*)\|(.*)\|(.*)\|$", GUIDE.read_text(), re.MULTILINE)
    written = {name: [cell.strip() == "yes" for cell in cells] for name, *cells in rows}

    holders = (ROLE_PERMISSIONS[Role.ADMIN], ROLE_PERMISSIONS[Role.SUPERADMIN], KEY_PERMISSIONS)
    assert written == {each.value: [each in holder for holder in holders] for each in Permission}
