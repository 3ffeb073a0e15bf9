import json

from django.core.management.base import CommandError

from core.commands import VietnameseCommand, iso_day
from core.models import Unit
from core.money import format_number, plain_number
from rates.queries import read_book
from rates.terms import WARNING_TEXTS, InForce, NoRateInForce


class Command(VietnameseCommand):
    help = "Cho biết một mức có hiệu lực trong một ngày, kèm căn cứ."

    def add_arguments(self, parser):
        parser.add_argument("key", metavar="KEY")
        parser.add_argument("--on", type=iso_day, required=True, help="ngày, dạng 2026-07-01")
        parser.add_argument("--unit", help="mã đơn vị; không nêu = mặt bằng chung của tỉnh")
        parser.add_argument("--as-known-on", type=iso_day, help="theo những gì đã ghi nhận tới ngày này")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, key, on, unit, as_known_on, as_json, **options):
        try:
            found = read_book(unit=_unit(unit), as_known_on=as_known_on).rate(key, on)
        except NoRateInForce as error:
            raise CommandError(str(error)) from error
        answer = _as_json(found)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else _as_text(found))


def _unit(code: str | None) -> Unit | None:
    if code is None:
        return None
    try:
        return Unit.objects.get(code=code)
    except Unit.DoesNotExist as error:
        raise CommandError(f"Không có đơn vị mã «{code}».") from error


def _as_json(found: InForce) -> dict:
    return {
        "key": found.key,
        "on": found.on.isoformat(),
        "scope": found.scope.value,
        "value": _number(found.value) if found.value is not None else found.text or None,
        "min": _number(found.minimum),
        "max": _number(found.maximum),
        "unit": found.measure,
        "since": found.since.isoformat(),
        "until": found.until.isoformat() if found.until else None,
        "status": found.status.label,
        "warnings": list(found.warnings),
        "citations": [
            {
                "instrument": citation.instrument,
                "clause": citation.clause,
                "effective": citation.effective.isoformat() if citation.effective else None,
                "published": citation.published.isoformat() if citation.published else None,
            }
            for citation in found.citations
        ],
    }


def _number(value) -> str | None:
    return None if value is None else plain_number(value)


def _as_text(found: InForce) -> str:
    until = f"{found.until:%d/%m/%Y}" if found.until else "nay"
    lines = [
        f"{found.label} ({found.key}), ngày {found.on:%d/%m/%Y}: {_said(found)}",
        f"Phạm vi: {found.scope.label}. Từ {found.since:%d/%m/%Y} đến {until}. Tình trạng: {found.status.label}.",
    ]
    lines += [f"Căn cứ: {citation.clause}, {citation.instrument}" for citation in found.citations]
    lines += [f"Lưu ý: {WARNING_TEXTS[warning]}" for warning in found.warnings]
    return "\n".join(lines)


def _said(found: InForce) -> str:
    if found.value is not None:
        return f"{format_number(found.value)} {found.measure}"
    if found.text:
        return found.text
    least = format_number(found.minimum) if found.minimum is not None else "không có mức tối thiểu"
    most = format_number(found.maximum) if found.maximum is not None else "không có mức tối đa"
    return f"{least} – {most} {found.measure}"
