"""Verbs on editorial boards and who sits on them: each one transaction, each with its decision row."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import Board, BoardMember, Position, Unit, User


@transaction.atomic
def create_board(*, actor: User, unit: Unit, name: str, decision_number: str, decided_on: date) -> Board:
    """This will record a board as its decision sets it up (QĐ 10/2024/QĐ-UBND Điều 10 khoản 1)."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    board = Board(unit=unit, name=name, decision_number=decision_number, decided_on=decided_on)
    board.full_clean()
    board.save()
    record(actor=actor, action="lập ban biên tập", target=board, unit=unit, after={"quyết định": decision_number})
    return board


@transaction.atomic
def seat_member(*, actor: User, board: Board, user: User, position: str, start_on: date) -> BoardMember:
    """This will seat a person on a board from a day on (QĐ 10/2024/QĐ-UBND Điều 10 khoản 3).

    :raises ValidationError: the board has a head already.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    Board.objects.select_for_update().get(pk=board.pk)
    seat = BoardMember(board=board, user=user, position=position, start_on=start_on)
    seat.full_clean()
    seat.save()
    record(
        actor=actor,
        action="phân công ban biên tập",
        target=board,
        unit=board.unit,
        after={"người": user.username, "chức danh": Position(position).label, "từ": f"{start_on:%d/%m/%Y}"},
    )
    return seat


@transaction.atomic
def vacate_seat(*, actor: User, seat: BoardMember, last_on: date, reason: str) -> BoardMember:
    """This will let a seat end after a day, so that another may follow (QĐ 10/2024/QĐ-UBND Điều 10 khoản 3).

    :raises ValidationError: no reason, a day before the seat began, or a seat that ended already.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    held = BoardMember.objects.select_for_update().get(pk=seat.pk)
    if held.end_on:
        raise ValidationError(f"Người này đã thôi chức danh từ {held.end_on:%d/%m/%Y}.")
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do.")
    held.end_on = last_on
    held.full_clean()
    held.save(update_fields=["end_on"])
    record(
        actor=actor,
        action="thôi chức danh ban biên tập",
        target=held.board,
        unit=held.board.unit,
        before={"người": held.user.username, "chức danh": held.get_position_display()},
        after={"đến": f"{last_on:%d/%m/%Y}"},
        reason=reason,
    )
    return held
