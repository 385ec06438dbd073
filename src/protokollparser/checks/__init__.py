"""Findings from what is stored: every check of `rules/checks/` on every source."""

from protokollparser.checks.running import CheckResult, check, check_dossier

__all__ = ["CheckResult", "check", "check_dossier"]
