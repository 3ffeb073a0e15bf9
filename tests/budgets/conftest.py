"""A demo unit with its people, and its sheets on every step of their way, as the tests of their verbs have them."""

from tests.royalties.sheets.conftest import desk, flow, staff

__all__ = ["desk", "flow", "staff"]
