"""How often properties are tried: a hundred times, or thirty times as often with `make fuzz`."""

from hypothesis import settings

settings.register_profile("long", max_examples=3000, deadline=None)
