"""Accession: every file is listed, hashed and registered before anything of it is parsed.

`access(paths, known, folder)` gives what is there, `plan(...)` what of it is to be read.
"""

from protokollparser.accession.archives import Member, unpacked
from protokollparser.accession.known import Known, Seen
from protokollparser.accession.planning import Plan, Stored, concerning, plan
from protokollparser.accession.registering import Accessed, access
from protokollparser.accession.walking import find_files

__all__ = [
    "Accessed",
    "Known",
    "Member",
    "Plan",
    "Seen",
    "Stored",
    "access",
    "concerning",
    "find_files",
    "plan",
    "unpacked",
]
