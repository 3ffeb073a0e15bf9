"""After an import: which of its works may be one with others, looked for in the background a few hundred at a time."""

from django.utils import timezone
from django_tasks import task

from core.jobs import Beat, StoppedError
from royalties.models import Work, WorksImport
from royalties.services.duplicates import note_pairs_of
from royalties.states import ImportState

_CHUNK = 500


@task()
def pairs_in_background(pk: int) -> None:
    """This will note the pairs of all works of an import; what was noted before it was ended is found again, once."""
    mine = WorksImport.objects.filter(pk=pk, state=ImportState.APPLIED, compared_at=None).first()
    if mine is not None:
        _run(mine)


def _run(mine: WorksImport) -> None:
    own = WorksImport.objects.filter(pk=mine.pk, run=mine.run, state=ImportState.APPLIED, compared_at=None)
    try:
        _compare(mine, Beat(own))
        own.update(compared_at=timezone.now())
    except StoppedError:
        return
    except BaseException:
        # Broken, or the worker is being ended: whoever looks at the page sees at once that nobody works on it.
        own.update(beat_at=None)
        raise


def _compare(mine: WorksImport, beat: Beat) -> None:
    """By days, since only works of near days are held to each other."""
    works = Work.objects.filter(works_import=mine).order_by("published_on", "pk")
    keys = list(works.values_list("pk", flat=True))
    beat.tell(0, len(keys))
    for start in range(0, len(keys), _CHUNK):
        note_pairs_of(mine.unit_id, keys[start : start + _CHUNK])
        beat.maybe_tell(min(start + _CHUNK, len(keys)), len(keys))
