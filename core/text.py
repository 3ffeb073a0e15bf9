"""Vietnamese text: one normal form on every way in, one order, one way to search."""

import re
import unicodedata

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=20)}
# Letters with a stroke have no decomposition: đ of Vietnamese, ƀ of Ê Đê names.
_STROKES = str.maketrans("đĐƀɃ", "dDbB")
# Names of the Ê Đê are typed with any of these for one sign: Cư M'gar, Cư M’gar.
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼʹ`´′", "'"))
_SPACES = re.compile(r"\s+")
_SYLLABLES = re.compile(r"[^\W\d_]+|.", re.DOTALL)


def nfc(text: str) -> str:
    """This will return the text in Unicode normal form C (TCVN 6909:2001)."""
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> str:
    """This will return the text in NFC with every run of white space made one space."""
    return _SPACES.sub(" ", nfc(text)).strip()


def one_apostrophe(text: str) -> str:
    """This will return the text with every kind of apostrophe as the straight one."""
    return text.translate(_APOSTROPHES)


def bare(text: str) -> str:
    """This will return the letters and digits of an id or an account alone, in capitals: 066.012-3b is 0660123B."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).upper() if char.isalnum())


def without_accents(text: str) -> str:
    """This will return the text without its accents, apostrophes straight, capitals kept."""
    decomposed = unicodedata.normalize("NFD", one_apostrophe(text).translate(_STROKES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """This will return the text in lower case without accents, for search and for matching labels."""
    return without_accents(text).lower()


def sort_key(text: str) -> str:
    """This will return a key that sorts as Vietnamese dictionaries do: by syllable, letters first, then the tone.

    Where the tone mark stands in its syllable (hòa, hoà) and which sign an apostrophe is make no difference;
    any other difference but case does.
    The key is made of digits, which sort alike under every collation of a database; four for a letter at most.
    """
    return "".join(letters + tone for letters, tone in syllable_keys(text))


def syllable_keys(text: str) -> list[tuple[str, str]]:
    """This will return what sort_key is made of: for each syllable its letters and its tone, as digits."""
    return [_syllable_key(part) for part in _SYLLABLES.findall(one_apostrophe(clean_text(text)).lower())]


def person_sort_key(name: str) -> str:
    """This will return the key that sorts people by given name, then family name, then middle names."""
    words = clean_text(name).split(" ")
    return sort_key(" ".join([words[-1], words[0], *words[1:-1]]) if len(words) > 1 else name)


def same_name(one: str, other: str) -> bool:
    """This will tell whether two names are the same person's name, whatever their case and spacing."""
    return sort_key(one) == sort_key(other)


def _syllable_key(part: str) -> tuple[str, str]:
    tone = 0
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", part):
        if char in _TONES:
            tone = _TONES[char]
        elif letters and unicodedata.combining(char):
            letters[-1] += char
        else:
            letters.append(char)
    return "".join(_rank(nfc(letter)) for letter in letters), f"0{tone}" if part[0].isalpha() else ""


def _rank(char: str) -> str:
    """Two digits for a letter, four for other ASCII; a letter of another language keeps its marks."""
    if char in _ORDER:
        return _ORDER[char]
    if char.isascii():
        return f"1{ord(char):03d}"
    first, *marks = unicodedata.normalize("NFD", char)
    return _ORDER.get(first, first) + "".join(marks)
