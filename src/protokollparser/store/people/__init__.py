"""People across documents: who is one person, who may be, and who is not."""

from protokollparser.store.people.linking import relink_people

__all__ = ["relink_people"]
