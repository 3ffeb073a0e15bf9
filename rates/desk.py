"""What of the law waits for whom, and how the search tells it."""

from django.urls import reverse

from core.access import Role
from core.desk import Task
from core.search import Hit, Searched
from rates.models import Instrument
from rates.states import ScheduleState
from rates.terms import Status
from rates.views import InstrumentList, RateList, ScheduleList

_HEADS = frozenset({Role.BOARD_HEAD, Role.BOARD_DEPUTY, Role.UNIT_HEAD})
_ENTER = frozenset({Role.PROVINCIAL_COORDINATOR}) | _HEADS
_KEEPERS = frozenset({Role.FINANCE_REVIEWER, Role.PROVINCIAL_COORDINATOR, Role.AUDITOR})

TASKS = [
    Task(
        said="dòng mức chi cần đối chiếu, của mọi thời kỳ",
        to_do="Mở văn bản nêu ở căn cứ, so số tiền, ngày và điều khoản với bản ký.",
        page=RateList,
        asked={"status": Status.TO_VERIFY.value},
        roles=_KEEPERS,
    ),
    Task(
        said="dòng mức chi chưa nhập từ bản ký, của mọi thời kỳ",
        to_do="Lấy bản ký của quyết định, nhập biểu mức rồi nhờ người thứ hai đối chiếu.",
        page=RateList,
        asked={"status": Status.NOT_ENTERED.value},
        roles=_KEEPERS,
    ),
    Task(
        said="biểu mức chờ người thứ hai đối chiếu",
        to_do="Mở bản ký, so từng dòng rồi kết luận; người đã nhập thì nhờ người khác.",
        page=ScheduleList,
        asked={"state": ScheduleState.SUBMITTED.value},
        roles=_ENTER,
    ),
    Task(
        said="biểu mức đang nhập dở",
        to_do="Điền nốt các dòng, đính kèm bản ký rồi trình đối chiếu.",
        page=ScheduleList,
        asked={"state": ScheduleState.DRAFT.value},
        roles=_ENTER,
    ),
]


def tell_instrument(instrument: Instrument) -> Hit:
    """This will tell an instrument that was found."""
    url = reverse("rates:instrument", args=[instrument.number])
    return Hit(str(instrument), url, instrument.title or instrument.issuer)


SEARCHED = [Searched(InstrumentList, tell_instrument)]
