"""Settings of the property-based tests: no deadline, since the machine may be busy with other things."""

from hypothesis import settings

settings.register_profile("kunskapsbas", deadline=None)
settings.load_profile("kunskapsbas")
