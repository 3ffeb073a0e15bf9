"""Units, boards, people and what they decided."""

from core.models.boards import Board, BoardMember, Position
from core.models.decisions import Decision
from core.models.people import Delegation, RoleAssignment, User
from core.models.units import Unit

__all__ = ["Board", "BoardMember", "Decision", "Delegation", "Position", "RoleAssignment", "Unit", "User"]
