"""When two works may be one: the same address written another way, or almost the same title in the same days; pure."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from core.text import clean_text, fold

NEAR = timedelta(days=3)
# Seven of ten words in common: a title that was shortened passes, another event of the same series does not.
_ALIKE_OF_TEN = 7
_WORDS = re.compile(r"\w+")
# What says how somebody came to a page, not which page it is.
_NOISE = re.compile(
    r"utm_.*|fbclid|gclid|zarsrc|p_p_.*|p_r_p_.*|redirect|inheritredirect|_com_liferay_.*", re.IGNORECASE
)
# Liferay gives one article as /-/slug and as /-/asset_publisher/<id>/content/<slug>, below any page of the site.
_LIFERAY = re.compile(r"/-/(?:asset_publisher/[^/]+/content/)?([^/]+)(?:/maximized)?$")
_KEY_LENGTH = 32


def link_key(url: str) -> str:
    """This will return a key that all ways to write the address of one page share; blank where there is no address."""
    written = plain_link(url)
    return hashlib.sha256(written.encode()).hexdigest()[:_KEY_LENGTH] if written else ""


def plain_link(url: str) -> str:
    """This will write an address without what does not tell pages apart: scheme, www, port, fragment, traces."""
    try:
        parts = urlsplit(clean_text(url))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # no address at all, such as http://[
        return clean_text(url).lower()
    path = re.sub("/+", "/", unquote(parts.path)).rstrip("/").lower()
    if article := _LIFERAY.search(path):
        path = f"/-/{article.group(1)}"
    asked = sorted(pair for pair in parse_qsl(parts.query) if not _NOISE.fullmatch(pair[0]))
    return host + path + (f"?{urlencode(asked)}" if asked else "")


@dataclass(frozen=True)
class Titled:
    """A work by its key, its title and its day."""

    pk: int
    title: str
    day: date

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the title without case and accents."""
        return frozenset(_WORDS.findall(fold(self.title)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words that hold a digit: another day or another issue is another work."""
        return frozenset(word for word in self.words if any(char.isdigit() for char in word))


def alike_titles(works: Iterable[Titled], new: set[int]) -> Iterator[tuple[int, int]]:
    """This will pair the new works with those of near days whose titles have most words in common, lower key first.

    Two titles so alike share one of their rarest words, so only works that do are compared at all.
    """
    works = list(works)
    common = Counter(word for work in works for word in work.words)
    by_word: dict[tuple[str, frozenset[str], date], list[Titled]] = defaultdict(list)
    for work in works:
        # Titles of other numbers are never alike: without them «Tin số 1» would be held to every «Tin số …».
        for word in _rarest(work, common):
            by_word[word, work.numbers, work.day].append(work)
    days = [timedelta(days=shift) for shift in range(-NEAR.days, NEAR.days + 1)]
    for work in works:
        if work.pk in new:
            keys = [(word, work.numbers, work.day + shift) for word in _rarest(work, common) for shift in days]
            found = {other for key in keys for other in by_word.get(key, ())}
            yield from (_pair(work, other) for other in found if other.pk != work.pk and are_alike(work, other))


def are_alike(one: Titled, other: Titled) -> bool:
    """This will tell whether two titles have seven of ten words in common, and all their numbers."""
    shared = len(one.words & other.words)
    return one.numbers == other.numbers and shared * 10 >= len(one.words | other.words) * _ALIKE_OF_TEN > 0


def _rarest(work: Titled, common: Counter) -> list[str]:
    """Of a title of n words all but 0,7 n, and one more: two alike titles cannot miss each other in these."""
    must_share = -(-len(work.words) * _ALIKE_OF_TEN // 10)
    return sorted(work.words, key=lambda word: (common[word], word))[: len(work.words) - must_share + 1]


def _pair(one: Titled, other: Titled) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)
