"""Findings from what is stored: every check of `rules/checks/` on every source."""

from protokollparser.checks.running import CheckResult, Looked, check, check_dossier, look_through

__all__ = ["CheckResult", "Looked", "check", "check_dossier", "look_through"]
