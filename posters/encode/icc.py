"""The sRGB colour profile that every file carries, built from the standard's own numbers.

IEC 61966-2-1 primaries adapted to D50 and its transfer curve, as an ICC version 2.1 display profile:
https://www.color.org/specification/ICC.1-2001-04.pdf. Fixed bytes: the profile's date is a constant.
"""

from __future__ import annotations

import struct
from functools import cache

# Bradford-adapted to the profile connection space's D50 white, as published with the standard.
_WHITE = (0.9642, 1.0, 0.8249)
_COLORANTS = {
    b"rXYZ": (0.436066, 0.222488, 0.013916),
    b"gXYZ": (0.385147, 0.716873, 0.097076),
    b"bXYZ": (0.143066, 0.060608, 0.714096),
}
_CURVE_POINTS = 1024


def _s15(value: float) -> int:
    return round(value * 65536)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_s15, values))


def _linear(encoded: float) -> float:
    return encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4


def _curve() -> bytes:
    points = [round(_linear(index / (_CURVE_POINTS - 1)) * 65535) for index in range(_CURVE_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points)


def _description(text: bytes) -> bytes:
    # The empty Unicode and Macintosh parts are mandatory in version 2.
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" * (1 + 4 + 4 + 2 + 1 + 67)


@cache
def srgb_profile() -> bytes:
    """The profile, about 2.5 kB."""
    curve = _curve()
    tags = {
        b"desc": _description(b"sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(values) for name, values in _COLORANTS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    placed: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in placed:  # the three curves share one place
            placed[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", placed[data], len(data))
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI3i", 128 + len(table) + len(body), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ",
        b"XYZ ", 2000, 1, 1, 0, 0, 0, b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", 0, 0, 0, *map(_s15, _WHITE),
    )  # fmt: skip
    return header.ljust(128, b"\0") + table + body
