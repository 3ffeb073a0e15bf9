"""Vietnamese text: one normal form on every way in, one order, one way to search."""

import re
import unicodedata

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """This will return the text in Unicode normal form C (TCVN 6909:2001)."""
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> str:
    """This will return the text in NFC with every run of white space made one space."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """This will return the text in lower case without accents, for search and for matching labels."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def sort_key(text: str) -> str:
    """This will return a key that sorts as Vietnamese dictionaries do: letters first, then tones.

    Where the tone mark stands in its syllable (hòa, hoà) makes no difference.
    """
    return " ".join(_syllable_key(word) for word in clean_text(text).lower().split(" "))


def person_sort_key(name: str) -> str:
    """This will return the key that sorts people by given name, then family name, then middle names."""
    words = clean_text(name).split(" ")
    return sort_key(" ".join([words[-1], words[0], *words[1:-1]]) if len(words) > 1 else name)


def same_name(one: str, other: str) -> bool:
    """This will tell whether two names are the same person's name, whatever their case and spacing."""
    return sort_key(one) == sort_key(other)


def _syllable_key(word: str) -> str:
    tone = 0
    letters = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    base = unicodedata.normalize("NFC", "".join(letters))
    return "".join(_ORDER.get(char, char) for char in base) + f"-{tone}"
