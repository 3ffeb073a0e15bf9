"""What a work that was scored is worth today, in memory, before any sheet pays it («tạm tính»)."""

from dataclasses import dataclass

from rates.book import RateBook
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import WorkPrice
from royalties.models import Work
from royalties.worth import price_of


@dataclass(frozen=True)
class Estimate:
    """The price of a work by the law as it is known today, or the words of its refusal."""

    price: WorkPrice | None
    refusal: str = ""


def estimate(book: RateBook, work: Work) -> Estimate | None:
    """This will price a scored work by the law of its days; none as long as it is not scored."""
    try:
        price = price_of(book, work)
    except RefusedError as error:
        return Estimate(None, str(error))
    return Estimate(price) if price else None
