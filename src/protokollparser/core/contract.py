"""The version of the tables that people's questions rely on (`docs/schema.md`)."""

SCHEMA_VERSION = 6
