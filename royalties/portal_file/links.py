"""Addresses of one page that are written differently: the scheme, a slash at the end, what only counts visitors."""

from urllib.parse import parse_qsl, urlencode, urlsplit

_COUNTING = ("utm_", "fbclid", "gclid", "zarsrc")


def link_key(link: str) -> str:
    """This will return what the addresses of one page share; an address that is none stays itself."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return link.strip()
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _counts(name)]
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + urlencode(asked) if asked else ''}"


def spellings(link: str) -> list[str]:
    """This will list how an address may have been recorded: as it is, and in the usual other ways."""
    key = link_key(link)
    if "://" not in link:
        return [link]
    starts = [f"{scheme}://{www}" for scheme in ("https", "http") for www in ("", "www.")]
    return [link, *(f"{start}{key}{end}" for start in starts for end in ("", "/"))]


def _counts(name: str) -> bool:
    return name.lower().startswith(_COUNTING)
