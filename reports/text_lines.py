"""How many lines a text takes in a column: Excel keeps the row heights that a file gives, and fits none by itself."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent / "static" / "reports" / "fonts"
_WIDEST = 1.0
# Programs space letters a little differently; a row that is too high by a line is better than a name cut off.
_SPARE = 1.04


def line_count(text: str, width: float) -> int:
    """This will count the lines of a text in Liberation Serif, whose letters are as wide as those of Times New Roman.

    The width of the column is in ems, that is in multiples of the size of the letters.
    """
    return sum(_wrapped(paragraph, width / _SPARE) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, width: float) -> int:
    lines, used = 1, 0.0
    space = _width(" ")
    for word in paragraph.split(" "):
        needed = _width(word)
        if used and used + space + needed > width:
            lines, used = lines + 1, 0.0
        used += needed + (space if used else 0.0)
        while used > width:
            lines, used = lines + 1, used - width
    return lines


def _width(text: str) -> float:
    advances = _advances()
    return sum(advances.get(ord(letter), _WIDEST) for letter in text)


@cache
def _advances() -> dict[int, float]:
    with TTFont(FONTS / "LiberationSerif-Regular.ttf") as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {letter: metrics[glyph][0] / em for letter, glyph in font.getBestCmap().items()}
