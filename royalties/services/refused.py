"""How a draft is refused: for what it is asked, or for its file, whole and with every fault named by its cell."""

from royalties.works_file import Fault, WorksFile


class RefusedDraftError(ValueError):
    """No file can make the draft that is asked for; the message says why in Vietnamese."""


class WrongWorksFileError(ValueError):
    """A works file has faults, so nothing of it was saved."""

    def __init__(self, works_file: WorksFile, faults: tuple[Fault, ...]):
        self.works_file, self.faults = works_file, faults
        super().__init__("\n".join(fault.describe(works_file.columns) for fault in faults))
