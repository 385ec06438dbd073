"""Who reads: processes of this machine (`local`), or those of a cluster (`distributed`)."""

from protokollparser.engines.local import Engine, Workplace, recover, repack

__all__ = ["Engine", "Workplace", "recover", "repack"]
