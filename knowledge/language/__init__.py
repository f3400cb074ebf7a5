"""Understanding what people write: pure code over the knowledge base, with nothing of Rasa in it."""
