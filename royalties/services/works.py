"""Verbs on single works: record one, correct it, delete it, as long as nobody has reviewed it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from core.money import format_number
from core.text import clean_text, sort_key
from core.workbook.cells import WrongCellError
from rates.models import ScheduleRow
from royalties.genres import PHOTO
from royalties.models import Contribution, Outlet, Payee, Work, WorkPart
from royalties.paid_elsewhere import paid_elsewhere, say_paid_elsewhere
from royalties.services.bylines import Byline, PeopleOfUnit, UnclearNameError, save_newcomer, shares_of
from royalties.services.duplicates import note_pairs
from royalties.states import WorkState
from royalties.works_file.storable import read_link, read_name, read_title

MOST_PHOTOS = 999_999


@dataclass(frozen=True)
class WorkFacts:
    """What a person knows of a work when recording it; row says its genre, photos are paid besides the text."""

    outlet: Outlet
    title: str
    published_on: date
    row: ScheduleRow
    bylines: tuple[Byline, ...]
    url: str = ""
    ordered_on: date | None = None
    photos: int = 0
    note: str = ""


@transaction.atomic
def record_work(*, actor: User, facts: WorkFacts) -> Work:
    """This will keep a published work with its parts and who made it; a name that is new becomes a payee.

    :raises PermissionDenied: the actor may not record works of the outlet's unit.
    :raises ValidationError: by field: recorded already, impossible days, shares that are not the whole, unclear names.
    """
    unit = facts.outlet.unit
    require(actor, Permission.RECORD_WORKS, unit=unit)
    _lock(unit)
    work = _filled(Work(recorded_by=actor), facts)
    work.save()
    _save_parts(work, facts)
    _save_people(actor, work, facts)
    note_pairs(unit.pk, [work])
    record(actor=actor, action="ghi tác phẩm", target=work, unit=unit, after=told(work))
    return work


@transaction.atomic
def edit_work(*, actor: User, work: Work, facts: WorkFacts) -> Work:
    """This will correct a work that nobody has reviewed yet.

    :raises PermissionDenied: the actor may not record works of its unit, or of the unit that it moves to.
    :raises ValidationError: as record_work; or the work was reviewed already.
    """
    require(actor, Permission.RECORD_WORKS, unit=work.outlet.unit)
    require(actor, Permission.RECORD_WORKS, unit=facts.outlet.unit)
    _lock(work.outlet.unit, facts.outlet.unit)
    work = _recorded(work)
    before = told(work)
    _filled(work, facts).save()
    work.parts.all().delete()
    work.contributions.all().delete()
    _save_parts(work, facts)
    _save_people(actor, work, facts)
    note_pairs(work.outlet.unit_id, [work])
    after = told(work)
    changed = [name for name in after if after[name] != before.get(name)]
    record(
        actor=actor,
        action="sửa tác phẩm",
        target=work,
        unit=work.outlet.unit,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return work


@transaction.atomic
def delete_work(*, actor: User, work: Work, reason: str) -> None:
    """This will delete a work that nobody has reviewed yet; the book of decisions keeps what it was.

    :raises PermissionDenied: the actor may not record works of its unit.
    :raises ValidationError: it was reviewed already, or no reason was given.
    """
    require(actor, Permission.RECORD_WORKS, unit=work.outlet.unit)
    _lock(work.outlet.unit)
    work = _recorded(work)
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do xoá."})
    record(
        actor=actor,
        action="xoá tác phẩm",
        target=work,
        unit=work.outlet.unit,
        before=told(work),
        reason=clean_text(reason),
    )
    work.delete()


def told(work: Work) -> dict[str, str]:
    """This will tell a stored work in words, for the book of decisions."""
    parts = work.parts.select_related("schedule_row")
    people = work.contributions.select_related("payee").defer("payee__id_number", "payee__account_number")
    return {
        "nơi đăng": str(work.outlet),
        "tên": work.title,
        "đường dẫn": work.url,
        "ngày đăng": f"{work.published_on:%d/%m/%Y}",
        "ngày đặt bài": f"{work.ordered_on:%d/%m/%Y}" if work.ordered_on else "",
        "thể loại": "; ".join(f"{format_number(part.quantity)} × {part.schedule_row}" for part in parts),
        "tác giả": "; ".join(_say_person(one, [other.share for other in people]) for one in people),
        "ghi chú": work.note,
    }


def _say_person(one: Contribution, shares: list[Decimal]) -> str:
    """Who it is; of several authors also how much of the work is whose."""
    whole = sum(shares)
    share = f", {format_number(round(one.share / whole * 100, 2))} %" if one.share and one.share != whole else ""
    return f"{one.payee} ({one.get_role_display()}{share})"


def _lock(*units: Unit) -> None:
    """One work of a unit at a time: of two that are the same, the second finds the first."""
    list(Unit.objects.select_for_update(of=("self",)).filter(pk__in=[unit.pk for unit in units]).order_by("pk"))


def _recorded(work: Work) -> Work:
    work = Work.objects.select_for_update(of=("self",)).select_related("outlet__unit").get(pk=work.pk)
    if work.state != WorkState.RECORDED:
        raise ValidationError(f"Tác phẩm {work.get_state_display()}: chỉ sửa, xoá được khi còn «đã ghi».")
    return work


def _filled(work: Work, facts: WorkFacts) -> Work:
    work.outlet, work.published_on, work.ordered_on = facts.outlet, facts.published_on, facts.ordered_on
    work.title, work.url, work.note = clean_text(facts.title), clean_text(facts.url), clean_text(facts.note)
    work.refresh_keys()
    faults = _faults(work, facts)
    if faults:
        raise ValidationError(faults)
    work.full_clean(exclude=["title_key", "recorded_by", "reviewed_by", "reviewed_at"])
    return work


def _faults(work: Work, facts: WorkFacts) -> dict[str, str]:
    faults = {}
    for field, read in (("title", read_title), ("url", read_link)):
        try:
            read(getattr(work, field))
        except WrongCellError as error:
            faults[field] = str(error).capitalize()
    if work.url and not work.is_on_the_web:
        faults["url"] = "Đường dẫn phải bắt đầu bằng http:// hoặc https://."
    if work.published_on > timezone.localdate():
        faults["published_on"] = "Ngày đăng ở sau hôm nay: tác phẩm chưa đăng thì chưa ghi."
    if work.ordered_on and work.ordered_on > work.published_on:
        faults["ordered_on"] = "Ngày đặt bài ở sau ngày đăng."
    if facts.row.medium != facts.outlet.medium:
        faults["row"] = f"«{facts.row}» không thuộc loại hình của nơi đăng này."
    return faults | _photo_faults(facts) | _same_work_faults(work)


def _photo_faults(facts: WorkFacts) -> dict[str, str]:
    if not 0 <= facts.photos <= MOST_PHOTOS:
        return {"photos": f"Số ảnh từ 0 đến {format_number(MOST_PHOTOS)}."}
    if facts.photos and facts.row.genre != PHOTO and photo_row(facts.outlet.medium) is None:
        return {"photos": f"Loại hình «{facts.outlet.get_medium_display()}» không có ảnh trả riêng."}
    return {}


def photo_row(medium: str) -> ScheduleRow | None:
    """This will return the row by which photos beside a text are paid in a medium, none where they are not."""
    return ScheduleRow.objects.filter(medium=medium, code=PHOTO).first()


def _same_work_faults(work: Work) -> dict[str, str]:
    """The same link is the same work; so are the same title and day where not both have a link."""
    known = Work.objects.filter(outlet=work.outlet).exclude(pk=work.pk)
    if work.url and (same := known.filter(url=work.url).first()):
        return {"url": f"Đường dẫn này đã được ghi: «{same}», {same.get_state_display()}."}
    titled = known.filter(title_key=sort_key(work.title), published_on=work.published_on)
    if same := titled.filter(Q(url="") if work.url else Q()).first():
        return {"title": f"Tác phẩm cùng tên, cùng ngày đăng đã được ghi, {same.get_state_display()}."}
    [paid] = paid_elsewhere(work.outlet.unit_id, [work])
    return {"url" if work.url else "title": f"Tác phẩm {say_paid_elsewhere(paid)}."} if paid else {}


def _save_parts(work: Work, facts: WorkFacts) -> None:
    """The photos of a work that is photos are its quantity; of any other they are a part of their own."""
    is_photos = facts.row.genre == PHOTO
    quantity = Decimal(facts.photos if is_photos and facts.photos else 1)
    parts = [WorkPart(work=work, order=1, schedule_row=facts.row, quantity=quantity)]
    if facts.photos and not is_photos:
        row = photo_row(facts.outlet.medium)
        parts.append(WorkPart(work=work, order=2, schedule_row=row, quantity=Decimal(facts.photos)))
    WorkPart.objects.bulk_create(parts)


def _save_people(actor: User, work: Work, facts: WorkFacts) -> None:
    try:
        shares = shares_of(facts.bylines)
        met = _meet(actor, work.outlet.unit, facts.bylines)
    except (ValidationError, UnclearNameError, WrongCellError) as error:
        raise ValidationError({"bylines": getattr(error, "messages", None) or [str(error)]}) from error
    seen = Counter((payee.pk, line.role) for payee, line in zip(met, facts.bylines, strict=True))
    if max(seen.values()) > 1:
        raise ValidationError({"bylines": "Một người chỉ đứng tên một lần trong mỗi vai trò."})
    Contribution.objects.bulk_create(
        Contribution(work=work, payee=payee, role=line.role, share=share, order=order)
        for order, (payee, line, share) in enumerate(zip(met, facts.bylines, shares, strict=True), start=1)
    )


def _meet(actor: User, unit: Unit, bylines: tuple[Byline, ...]) -> list[Payee]:
    people, met = PeopleOfUnit(unit), []
    for line in bylines:
        read_name(line.name)
        payee = people.meet(line)
        if payee is None:
            payee = save_newcomer(actor=actor, unit=unit, name=line.name)
            people.add(payee)
        met.append(payee)
    return met
