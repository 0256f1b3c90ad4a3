"""Rebuild `posters/assets/fonts/` from the `@expo-google-fonts` packages of npm.

    python -m posters.tools.fetch_fonts

Needs `npm` on the path and `fonttools` in the environment (`pip install fonttools`); drawing needs neither.
Every face comes from a pinned package version, so a second run writes the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parents[1] / "assets" / "fonts"


@dataclass(frozen=True)
class Source:
    """One face to fetch: the npm package `@expo-google-fonts/<id>` at `version`, and which of its weights."""

    id: str
    version: str
    weight: str
    script: bool = False
    aliases: tuple[str, ...] = ()


# The weights are chosen for print: thin strokes vanish at small sizes, heavy ones shout beside a map.
SELECTABLE = (
    Source("montserrat", "0.4.2", "500Medium"),
    Source("raleway", "0.4.2", "500Medium"),
    Source("roboto", "0.4.3", "400Regular"),
    Source("lato", "0.4.1", "700Bold"),
    Source("open-sans", "0.4.2", "400Regular"),
    Source("poppins", "0.4.1", "500Medium"),
    Source("quicksand", "0.4.1", "500Medium"),
    Source("josefin-sans", "0.4.2", "400Regular", aliases=("josefin",)),
    Source("oswald", "0.4.2", "400Regular"),
    Source("bebas-neue", "0.4.1", "400Regular", aliases=("bebas",)),
    Source("anton", "0.4.2", "400Regular"),
    Source("archivo-black", "0.4.1", "400Regular", aliases=("archivo",)),
    Source("orbitron", "0.4.2", "500Medium"),
    Source("poiret-one", "0.4.1", "400Regular", aliases=("poiret",)),
    Source("playfair-display", "0.4.2", "400Regular", aliases=("playfair",)),
    Source("cormorant-garamond", "0.4.1", "500Medium", aliases=("cormorant",)),
    Source("libre-baskerville", "0.4.3", "400Regular", aliases=("baskerville",)),
    Source("lora", "0.4.2", "500Medium"),
    Source("cinzel", "0.4.2", "500Medium"),
    Source("abril-fatface", "0.4.1", "400Regular", aliases=("abril",)),
    Source("special-elite", "0.4.1", "400Regular"),
    Source("amatic-sc", "0.4.2", "700Bold", aliases=("amatic",)),
    Source("kalam", "0.4.1", "400Regular"),
    Source("permanent-marker", "0.4.0", "400Regular"),
    Source("pacifico", "0.4.1", "400Regular", script=True),
    Source("lobster", "0.4.1", "400Regular", script=True),
    Source("dancing-script", "0.4.2", "600SemiBold", script=True, aliases=("dancing",)),
    Source("kaushan-script", "0.4.1", "400Regular", script=True, aliases=("kaushan",)),
    Source("satisfy", "0.4.1", "400Regular", script=True),
    Source("caveat", "0.4.2", "600SemiBold", script=True),
    Source("alex-brush", "0.4.1", "400Regular", script=True),
    Source("sacramento", "0.4.1", "400Regular", script=True),
    Source("great-vibes", "0.4.1", "400Regular", script=True),
    Source("allura", "0.4.2", "400Regular", script=True),
    Source("pinyon-script", "0.4.1", "400Regular", script=True, aliases=("pinyon",)),
    Source("marck-script", "0.4.1", "400Regular", script=True, aliases=("marck",)),
)

# Asked in this order for what a chosen face lacks.
FALLBACKS = (
    Source("noto-sans", "0.4.2", "400Regular"),
    Source("noto-color-emoji", "0.4.6", "400Regular"),
    Source("noto-sans-symbols", "0.4.1", "400Regular"),
    Source("noto-sans-symbols-2", "0.4.1", "400Regular"),
    Source("noto-sans-arabic", "0.4.3", "400Regular"),
    Source("noto-sans-hebrew", "0.4.1", "400Regular"),
    Source("noto-sans-armenian", "0.4.2", "400Regular"),
    Source("noto-sans-georgian", "0.4.3", "400Regular"),
    Source("noto-sans-devanagari", "0.4.1", "400Regular"),
    Source("noto-sans-thai", "0.4.2", "400Regular"),
    Source("zen-kaku-gothic-new", "0.4.1", "400Regular"),
)


def pack(source: Source, folder: Path) -> Path:
    """Download and unpack the package; gives the folder it was unpacked into."""
    spec = f"@expo-google-fonts/{source.id}@{source.version}"
    done = subprocess.run(  # noqa: S603 - a fixed command with names from the table above
        ["npm", "pack", "--silent", spec],  # noqa: S607 - npm is wherever the developer has it
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(folder / done.stdout.strip()) as archive:
        archive.extractall(folder / source.id, filter="data")
    return folder / source.id / "package"


def ranges(codepoints: list[int]) -> str:
    """Sorted code points as hexadecimal ranges: `20-7e,a0,2019`."""
    spans: list[list[int]] = []
    for point in codepoints:
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return ",".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in spans)


def licence_name(text: str) -> str:
    """The SPDX name of a licence text."""
    return "Apache-2.0" if "Apache License" in text[:400] else "OFL-1.1"


def install(source: Source, package: Path) -> dict[str, Any]:
    """Copy one face and its licence into the assets; gives its row of the manifest."""
    from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

    face = next((package / source.weight).glob("*.ttf"))
    font = TTFont(face, recalcTimestamp=False)
    target = FONTS / f"{source.id}.ttf"
    if "SVG " in font:
        # NotoColorEmoji holds its pictures twice. Skia reads COLRv1; the SVG ones are 20 of its 25 MB.
        del font["SVG "]
        font.save(target)
    else:
        target.write_bytes(face.read_bytes())
    licence = (package / "LICENSE_FONT").read_text("utf-8")
    (FONTS / "licences" / f"{source.id}.txt").write_text(licence, "utf-8")
    family = json.loads((package / "metadata.json").read_text("utf-8"))
    return {
        "id": source.id,
        "family": family_name(family, source.id),
        "file": target.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "script": source.script,
        "aliases": list(source.aliases),
        "licence": licence_name(licence),
        "source": f"@expo-google-fonts/{source.id}@{source.version}/{source.weight}",
        "coverage": ranges(sorted(font.getBestCmap())),
    }


def family_name(metadata: Any, default: str) -> str:
    """The family's name with its spaces, as the shop shows it."""
    name = metadata.get("family") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else default.replace("-", " ").title()


def main() -> None:
    """Fetch every face and write the manifest beside them."""
    (FONTS / "licences").mkdir(parents=True, exist_ok=True)
    manifest: dict[str, list[dict[str, Any]]] = {"fonts": [], "fallbacks": []}
    with tempfile.TemporaryDirectory() as folder:
        for group, sources in (("fonts", SELECTABLE), ("fallbacks", FALLBACKS)):
            manifest[group] = [install(source, pack(source, Path(folder))) for source in sources]
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (FONTS / "manifest.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
