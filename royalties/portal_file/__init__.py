"""Excel files of works as portals export them: read as they are, with what must be asked, without a database."""

from royalties.portal_file.model import Answers, Asked, Author, PortalFile, PortalWork
from royalties.portal_file.reader import read_portal_file

__all__ = ["Answers", "Asked", "Author", "PortalFile", "PortalWork", "read_portal_file"]
