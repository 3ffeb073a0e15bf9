"""Verbs of core: each one transaction, the change and its decision row together."""

from core.services.accounts import (
    assign_role,
    close_account,
    create_account,
    delegate,
    end_role,
    open_first_account,
    system_actor,
)
from core.services.boards import create_board, seat_member, vacate_seat
from core.services.units import UNITS_CSV, load_units

__all__ = [
    "UNITS_CSV",
    "assign_role",
    "close_account",
    "create_account",
    "create_board",
    "delegate",
    "end_role",
    "load_units",
    "open_first_account",
    "seat_member",
    "system_actor",
    "vacate_seat",
]
