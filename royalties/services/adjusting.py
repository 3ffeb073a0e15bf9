"""What of a work is decided besides its coefficients: adjustments, and what people on air get of its royalty."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import User
from core.money import format_number, plain_number
from rates.book import RateBook
from rates.queries import read_book
from royalties.compute.adjustments import adjustment_key, find_adjustments
from royalties.compute.refusals import RefusedError
from royalties.compute.remuneration import Remuneration, RemunerationTerms, price_remuneration
from royalties.genres import ON_AIR
from royalties.models import Contribution, ContributionRole, RemunerationShare, Work
from royalties.states import WorkState
from royalties.worth import price_of

ADJUSTED, REMUNERATED = "điều chỉnh nhuận bút", "đặt tỷ lệ thù lao"
_OPEN = (WorkState.REVIEWED, WorkState.SCORED)


@transaction.atomic
def set_adjustments(*, actor: User, work: Work, adjustments: Mapping[str, Decimal]) -> Work:
    """This will set what a work's royalty is adjusted by, fractions of 1 by name (NĐ 18/2014/NĐ-CP Điều 7 khoản 4).

    :raises PermissionDenied: the actor may not score works of its unit.
    :raises ValidationError: by name: outside the bounds of the work's days; or two factors that replace the whole;
        or the work is not one to be scored.
    """
    work = _locked(actor, work)
    book, on = read_book(unit=work.outlet.unit), work.ordered_on or work.published_on
    if faults := _faults(book, adjustments, on):
        raise ValidationError(faults)
    before = dict(work.adjustments)
    work.adjustments = {name: plain_number(fraction) for name, fraction in adjustments.items()}
    if work.adjustments == before:
        return work
    work.save(update_fields=["adjustments"])
    record(
        actor=actor,
        action=ADJUSTED,
        target=work,
        unit=work.outlet.unit,
        before=_told(book, before, on),
        after=_told(book, work.adjustments, on),
    )
    return work


@transaction.atomic
def set_remuneration(*, actor: User, work: Work, percents: Mapping[int, Decimal | None]) -> Work:
    """This will set what each person besides the authors gets of a work on air, by contribution: 25 for 25 %.

    None takes a percentage away. Legal source: NĐ 18/2014/NĐ-CP Điều 10 khoản 4 to 6, Điều 4 khoản 1.

    :raises PermissionDenied: the actor may not score works of its unit.
    :raises ValidationError: by contribution: outside the frame of the genre, or above the author's royalty;
        or the work is not on radio or television, or not one to be scored.
    """
    work = _locked(actor, work)
    people = {one.pk: one for one in people_on_air(work)}
    if not percents.keys() <= people.keys():
        raise ValidationError("Thù lao chỉ đặt cho người tham gia không phải tác giả, trên phát thanh, truyền hình.")
    book = read_book(unit=work.outlet.unit)
    faults = {}
    for pk, percent in percents.items():
        try:
            remuneration_of(book, work, people[pk], percent)
        except RefusedError as error:
            faults[str(pk)] = f"{str(error)[0].upper()}{str(error)[1:]}."
    if faults:
        raise ValidationError(faults)
    _save_percents(actor, work, people, percents)
    return work


def people_on_air(work: Work) -> list[Contribution]:
    """This will list who may get remuneration for a work: on radio and television, whoever is not its author."""
    if work.outlet.medium not in ON_AIR:
        return []
    people = work.contributions.exclude(role=ContributionRole.AUTHOR).select_related("payee", "remuneration")
    return list(people.defer("payee__id_number", "payee__account_number"))


def remuneration_of(book: RateBook, work: Work, person: Contribution, percent: Decimal | None) -> Remuneration | None:
    """This will price what a person gets for a work; none without a percentage; of nought while it is not scored.

    :raises RefusedError: outside the frame of the genre, or above the author's royalty.
    """
    if percent is None:
        return None
    part = work.parts.all()[0]
    terms = RemunerationTerms(
        on=work.ordered_on or work.published_on,
        medium=work.outlet.medium,
        genre=part.schedule_row.genre,
        role=person.role,
        royalty=Decimal(_royalty(book, work)),
        percent=percent,
    )
    return price_remuneration(book, terms)


def _royalty(book: RateBook, work: Work) -> int:
    try:
        price = price_of(book, work)
    except RefusedError:
        return 0
    return price.amount if price else 0


def _locked(actor: User, work: Work) -> Work:
    require(actor, Permission.SCORE_WORKS, unit=work.outlet.unit)
    works = Work.objects.select_for_update(of=("self",)).select_related("outlet__unit")
    work = works.prefetch_related("parts__schedule_row").get(pk=work.pk)
    if work.state not in _OPEN:
        raise ValidationError(f"Tác phẩm {work.get_state_display()}: chỉ sửa được khi đã kiểm duyệt và chưa lên bảng.")
    return work


def _faults(book: RateBook, adjustments: Mapping[str, Decimal], on) -> dict[str, str] | list[str]:
    faults = {name: said for name in adjustments if (said := _refusal(book, {name: adjustments[name]}, on))}
    if faults:
        return faults
    together = _refusal(book, adjustments, on)
    return [together] if together else []


def _refusal(book: RateBook, adjustments: Mapping[str, Decimal], on) -> str:
    try:
        find_adjustments(book, adjustments, on)
    except RefusedError as error:
        return f"{str(error)[0].upper()}{str(error)[1:]}."
    return ""


def _told(book: RateBook, adjustments: Mapping[str, str], on) -> dict[str, str]:
    labels = {name: found.label if (found := book.find(adjustment_key(name), on)) else name for name in adjustments}
    return {labels[name]: f"{format_number(Decimal(str(stored)) * 100)} %" for name, stored in adjustments.items()}


def _save_percents(actor: User, work: Work, people: dict[int, Contribution], percents: Mapping) -> None:
    before = {pk: getattr(getattr(people[pk], "remuneration", None), "percent", None) for pk in percents}
    changed = [pk for pk, percent in percents.items() if percent != before[pk]]
    if not changed:
        return
    RemunerationShare.objects.filter(contribution__in=changed).delete()
    now = timezone.now()
    RemunerationShare.objects.bulk_create(
        RemunerationShare(contribution_id=pk, percent=percents[pk], set_by=actor, set_at=now)
        for pk in changed
        if percents[pk] is not None
    )
    record(
        actor=actor,
        action=REMUNERATED,
        target=work,
        unit=work.outlet.unit,
        before={_name(people[pk]): _say(before[pk]) for pk in changed},
        after={_name(people[pk]): _say(percents[pk]) for pk in changed},
    )


def _name(person: Contribution) -> str:
    return f"{person.payee} ({person.get_role_display()})"


def _say(percent: Decimal | None) -> str:
    return "không có" if percent is None else f"{format_number(percent)} %"
