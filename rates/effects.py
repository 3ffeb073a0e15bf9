"""What an instrument does to rates, and which stored rows correct which."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rates.groups import in_groups
from rates.models import Rate
from rates.terms import Form
from rates.wording import say_amount


class Deed(StrEnum):
    """What an instrument does at a row, as people are told."""

    OPENS = "mở mức mới"
    CHANGES = "thay mức trước"
    ENDS = "chấm dứt mức"
    CORRECTS = "đính chính mức"
    STAYS = "vẫn là căn cứ của mức"


@dataclass(frozen=True)
class Effect:
    """A row that cites an instrument: the clause, what the instrument does there, and the row that stood before."""

    rate: Rate
    clause: str
    deed: Deed
    before: Rate | None

    @property
    def key(self) -> str:
        """The key of the row."""
        return self.rate.key

    @property
    def said(self) -> str:
        """What the row says."""
        return say_amount(self.rate, self.rate.of_label or "")

    @property
    def was(self) -> str:
        """What the row before it said."""
        return say_amount(self.before, self.before.of_label or "") if self.before else ""


@dataclass(frozen=True)
class StoredRow:
    """A stored row with its place among the corrections of the same start."""

    rate: Rate
    corrects: date | None
    corrected: date | None
    known: bool

    @property
    def said(self) -> str:
        """What the row says."""
        return say_amount(self.rate, self.rate.of_label or "")


def tell_effects(rates: list[Rate], cited: dict[int, str]) -> list[Effect]:
    """This will say what an instrument does at each row that cites it; cited maps those rows to the clause.

    rates are all rows of the keys concerned, because what stood before decides what the instrument does.
    """
    places: dict[tuple, list[Rate]] = defaultdict(list)
    for rate in rates:
        places[rate.key, rate.scope, rate.unit_id].append(rate)
    effects = []
    for rows in places.values():
        ordered = sorted(rows, key=lambda rate: (rate.start, rate.recorded))
        for before, rate in zip([None, *ordered], ordered, strict=False):
            if rate.pk in cited:
                effects.append(Effect(rate, cited[rate.pk], _deed(rate, before, cited), before))
    return effects


def in_deeds(effects: list[Effect]) -> list[tuple[Deed, list[tuple[str, list[Effect]]]]]:
    """This will part effects by deed, and each part into the groups of reading."""
    parted = [(deed, [effect for effect in effects if effect.deed == deed]) for deed in Deed]
    return [(deed, in_groups(members)) for deed, members in parted if members]


def _deed(rate: Rate, before: Rate | None, cited: dict[int, str]) -> Deed:
    if rate.form == Form.END:
        return Deed.ENDS
    if before is None or before.form == Form.END:
        return Deed.OPENS
    if before.start == rate.start:
        return Deed.CORRECTS
    return Deed.STAYS if before.pk in cited else Deed.CHANGES


def tell_corrections(rates: list[Rate], as_known_on: date | None) -> list[StoredRow]:
    """This will say of each row of a key which one it corrects, which one corrects it, and whether it was known."""
    same: dict[tuple, list[date]] = defaultdict(list)
    for rate in rates:
        same[rate.scope, rate.unit_id, rate.start].append(rate.recorded)
    return [_stored(rate, sorted(same[rate.scope, rate.unit_id, rate.start]), as_known_on) for rate in rates]


def _stored(rate: Rate, recorded: list[date], as_known_on: date | None) -> StoredRow:
    earlier = [day for day in recorded if day < rate.recorded]
    later = [day for day in recorded if day > rate.recorded]
    return StoredRow(
        rate=rate,
        corrects=max(earlier, default=None),
        corrected=min(later, default=None),
        known=as_known_on is None or rate.recorded <= as_known_on,
    )
