"""`python -m tests.posters.regenerate`: write the goldens anew, after a change of looks that was meant.

Look at every picture, and at the difference of every layout, before they are committed.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from posters.api import Output, render_to_file
from tests.posters.designs import GOLDENS, SHEETS, TEMPLATES, demo, layout, source


def layouts(name: str) -> dict[str, object]:
    """Every layout of one template, by the sheet's size in inches."""
    document = demo(name)
    return {f"{width}x{height}": asdict(layout(document, width, height)) for width, height in SHEETS}


def main() -> None:
    """Write a picture and the layouts of each template."""
    for name in TEMPLATES:
        render_to_file(demo(name), source(), Output.preview(600), GOLDENS / f"{name}.png")
        text = json.dumps(layouts(name), indent=1, ensure_ascii=False)
        (GOLDENS / f"{name}.layout.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
