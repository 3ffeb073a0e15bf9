"""What a payment sheet of stored works would hold: priced in memory, nothing written."""

from royalties.building.plan import SheetPlan, plan_sheet
from royalties.building.proposal import LeftOut, Proposal, propose

__all__ = ["LeftOut", "Proposal", "SheetPlan", "plan_sheet", "propose"]
