"""`fivesteps bench`: speed and size of Five Steps beside a bare Rasa, measured in the same run."""
