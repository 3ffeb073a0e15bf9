"""One stored work as it stands on a sheet: its lines in đồng, and the data that they can be computed from again."""

from dataclasses import dataclass
from decimal import Decimal

from core.crypto import keyed_digest
from core.money import must_add_up, plain_number
from rates.book import RateBook
from royalties.compute import explain
from royalties.compute.explain import citations_as_data
from royalties.compute.quota import pay_outside
from royalties.compute.remuneration import RemunerationTerms, price_remuneration
from royalties.compute.royalty import PartPrice, WorkPrice, WorkTerms
from royalties.compute.shares import AuthorShare, share_work
from royalties.models import Contribution, ContributionRole, Payee, Work, WorkPart
from royalties.worth import price_of, terms_of

_ONE = Decimal(1)
_INSIDE_QUOTA = "Trong định mức: không chi, không chia lại"


@dataclass(frozen=True)
class PlannedLine:
    """What one contribution gets for one part (None: for the whole work), in đồng."""

    contribution: Contribution
    part: WorkPart | None
    coefficient: Decimal
    quantity: Decimal
    unit_value: Decimal
    gross: int
    citations: list[dict]
    explanation: explain.Node
    is_inside_quota: bool = False


@dataclass(frozen=True)
class PlannedWork:
    """One work of a sheet: its royalty, what the sheet pays of it, and its data without the people."""

    work: Work
    royalty: int
    warnings: tuple[str, ...]
    explanation: explain.Node
    lines: tuple[PlannedLine, ...]
    data: dict

    @property
    def gross(self) -> int:
        """What the sheet pays of the work in đồng."""
        return sum(line.gross for line in self.lines)

    @property
    def people(self) -> dict[Contribution, int]:
        """What each contribution gets in đồng, in the order of the lines."""
        sums: dict[Contribution, int] = {}
        for line in self.lines:
            sums[line.contribution] = sums.get(line.contribution, 0) + line.gross
        return sums


def royalty_of(book: RateBook, work: Work, inside: frozenset[int]) -> PlannedWork:
    """This will price a scored work and share it out over its authors; nothing is paid to those inside their quota.

    inside: the contributions that are inside their quota. The work comes with outlet, parts and contributions.

    :raises RefusedError: the law of its days refuses it.
    """
    price = price_of(book, work)
    authors = [one for one in work.contributions.all() if one.role == ContributionRole.AUTHOR]
    weights = [author.share for author in authors]
    shares = share_work(price.amount, [(part.amount, part.explanation) for part in price.parts], weights)
    is_inside = [author.pk in inside for author in authors]
    paid = pay_outside([share.amount for share in shares], is_inside)
    lines = [
        line
        for author, share, unpaid in zip(authors, shares, is_inside, strict=True)
        for line in _author_lines(work, author, share, price, unpaid=unpaid)
    ]
    must_add_up([line.gross for line in lines], sum(paid))
    data = _work_data(work, terms_of(work)) | {
        "authors": [
            {"share": plain_number(author.share), "named": named(author.payee), "inside_quota": unpaid}
            for author, unpaid in zip(authors, is_inside, strict=True)
        ]
    }
    return PlannedWork(work, price.amount, price.warnings, price.explanation, tuple(lines), data)


def remuneration_of(book: RateBook, work: Work) -> PlannedWork:
    """This will price what the people beside the authors get of a work's royalty (NĐ 18/2014/NĐ-CP Điều 10).

    :raises RefusedError: the law of its days refuses the work, or a percentage.
    """
    price = price_of(book, work)
    people = [one for one in work.contributions.all() if hasattr(one, "remuneration")]
    paid = [price_remuneration(book, _remuneration_terms(work, one, price)) for one in people]
    lines = [
        PlannedLine(
            contribution=one,
            part=None,
            quantity=_ONE,
            coefficient=one.remuneration.percent.scaleb(-2),
            unit_value=Decimal(price.amount),
            gross=held.amount,
            citations=citations_as_data(held.citations),
            explanation=held.explanation,
        )
        for one, held in zip(people, paid, strict=True)
    ]
    warnings = tuple(dict.fromkeys((*price.warnings, *(code for held in paid for code in held.warnings))))
    data = _work_data(work, terms_of(work)) | {
        "beside": [
            {"role": one.role, "percent": plain_number(one.remuneration.percent), "named": named(one.payee)}
            for one in people
        ]
    }
    return PlannedWork(work, price.amount, warnings, price.explanation, tuple(lines), data)


def named(payee: Payee) -> str:
    """This will tell a payee by a keyed hash of who it is and where the money goes."""
    return keyed_digest(f"{payee.name}|{payee.id_hash}|{payee.account_hash}|{payee.bank}")


def _remuneration_terms(work: Work, one: Contribution, price: WorkPrice) -> RemunerationTerms:
    return RemunerationTerms(
        on=work.ordered_on or work.published_on,
        medium=work.outlet.medium,
        genre=work.parts.all()[0].schedule_row.genre,
        role=one.role,
        royalty=Decimal(price.amount),
        percent=one.remuneration.percent,
    )


def _author_lines(
    work: Work, author: Contribution, share: AuthorShare, price: WorkPrice, *, unpaid: bool
) -> list[PlannedLine]:
    return [
        _author_line(author, part, priced, share.of_parts[place], share.explanations[place], unpaid=unpaid)
        for place, (part, priced) in enumerate(zip(work.parts.all(), price.parts, strict=True))
    ]


def _author_line(
    author: Contribution, part: WorkPart, priced: PartPrice, amount: int, why: explain.Node, *, unpaid: bool
) -> PlannedLine:
    return PlannedLine(
        contribution=author,
        part=part,
        quantity=part.quantity,
        coefficient=part.coefficient,
        unit_value=priced.unit_value,
        gross=0 if unpaid else amount,
        citations=citations_as_data(priced.citations),
        explanation=unpaid_node(why) if unpaid else why,
        is_inside_quota=unpaid,
    )


def unpaid_node(why: explain.Node) -> explain.Node:
    """This will explain a share inside the quota: what it would have been, times nought."""
    return explain.product(_INSIDE_QUOTA, [why, explain.value("Phần được chi", 0)])


def _work_data(work: Work, terms: WorkTerms) -> dict:
    return {
        "title": work.title,
        "url": work.url,
        "note": work.note,
        "medium": terms.medium,
        "published_on": terms.published_on.isoformat(),
        "ordered_on": terms.ordered_on.isoformat() if terms.ordered_on else None,
        "parts": [
            {
                "row": part.row,
                "genre": part.genre,
                "quantity": plain_number(part.quantity),
                "coefficient": plain_number(part.coefficient),
            }
            for part in terms.parts
        ],
        "adjustments": [[name, plain_number(number)] for name, number in (terms.adjustments or {}).items()],
    }
