"""Outlets, payees, works, imports of works, and payment sheets."""

from royalties.models.duplicates import DuplicatePair, Verdict
from royalties.models.imports import ImportAnswer, ImportFile, WorksImport
from royalties.models.opening import OpeningBalance, OpeningFund, OpeningPayee, OpeningWork
from royalties.models.outlets import Outlet
from royalties.models.payees import Commitment, ContractKind, IncomeKind, Payee, PayeeGroup, PayeeKind, PenName
from royalties.models.payouts import Payout, PayoutCounter, PayoutLine, PayoutSheet, Transfer
from royalties.models.proof import EventKind, MonthTotal, PaidClaim, ProofEvent, SheetCounter, StoredPaper
from royalties.models.quotas import Quota, QuotaException
from royalties.models.scores import RefusedScore, RemunerationShare
from royalties.models.sheets import PayeeTotal, PaymentSheet, SheetLine, SheetWork
from royalties.models.signing import PayeeAccount, SheetStep
from royalties.models.works import Contribution, ContributionRole, Work, WorkPart

__all__ = [
    "Commitment",
    "ContractKind",
    "Contribution",
    "ContributionRole",
    "DuplicatePair",
    "EventKind",
    "ImportAnswer",
    "ImportFile",
    "IncomeKind",
    "MonthTotal",
    "OpeningBalance",
    "OpeningFund",
    "OpeningPayee",
    "OpeningWork",
    "Outlet",
    "PaidClaim",
    "Payee",
    "PayeeAccount",
    "PayeeGroup",
    "PayeeKind",
    "PayeeTotal",
    "PaymentSheet",
    "Payout",
    "PayoutCounter",
    "PayoutLine",
    "PayoutSheet",
    "PenName",
    "ProofEvent",
    "Quota",
    "QuotaException",
    "RefusedScore",
    "RemunerationShare",
    "SheetCounter",
    "SheetLine",
    "SheetStep",
    "SheetWork",
    "StoredPaper",
    "Transfer",
    "Verdict",
    "Work",
    "WorkPart",
    "WorksImport",
]
