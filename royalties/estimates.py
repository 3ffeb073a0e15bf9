"""What a work that was scored is worth today, in memory, before any sheet pays it («tạm tính»)."""

from dataclasses import dataclass
from decimal import Decimal

from rates.queries import read_book
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import PartTerms, WorkPrice, WorkTerms, price_work
from royalties.models import Work


@dataclass(frozen=True)
class Estimate:
    """The price of a work by the law as it is known today, or the words of its refusal."""

    price: WorkPrice | None
    refusal: str = ""


def terms_of(work: Work) -> WorkTerms | None:
    """This will make a stored work ready to be priced; none as long as a part has no coefficient."""
    parts = [part for part in work.parts.all() if part.coefficient is not None]
    if not parts or len(parts) < len(work.parts.all()):
        return None
    return WorkTerms(
        medium=work.outlet.medium,
        published_on=work.published_on,
        ordered_on=work.ordered_on,
        parts=tuple(
            PartTerms(part.schedule_row.code, part.schedule_row.genre, part.quantity, part.coefficient)
            for part in parts
        ),
        adjustments={name: Decimal(number) for name, number in work.adjustments.items()},
    )


def estimate(work: Work) -> Estimate | None:
    """This will price a scored work by the law of its days; none as long as it is not scored."""
    terms = terms_of(work)
    if terms is None:
        return None
    try:
        return Estimate(price_work(read_book(unit=work.outlet.unit), terms))
    except RefusedError as error:
        return Estimate(None, str(error))
