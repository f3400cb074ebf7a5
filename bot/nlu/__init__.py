"""Rasa components: thin wrappers round `knowledge.language`, named in `bot/config.yml`."""
