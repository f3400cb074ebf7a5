"""The error of a setting, apart from `settings`, so that the command line can name it without loading anything."""


class BadSetting(Exception):
    """A setting cannot be used; the text says which and what to do."""
