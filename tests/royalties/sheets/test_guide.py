"""The guide's table of who does what is the table that the code goes by."""

from core.access import Role, roles_with
from royalties.states import SHEET_MOVES, SheetStatus
from tests.project import ROOT

GUIDE = ROOT / "docs" / "ky-bang-thanh-toan.md"


def roles(permission) -> str:
    return ", ".join(Role(role).label for role in roles_with(permission))


def test_the_guide_says_every_move_and_no_other():
    rows = [line for line in GUIDE.read_text().splitlines() if line.startswith("| ")][1:]
    said = []
    for move in SHEET_MOVES:
        separate = f" (bảng ký riêng: cả {roles(move.of_separate)})" if move.of_separate else ""
        before = ", ".join(SheetStatus(status).label for status in move.before)
        who = roles(move.permission) + separate
        said.append(f"| {move.action.label} | {before} | {move.after.label} | {who} |")
    assert rows == said
