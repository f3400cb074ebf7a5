"""The Rasa assistant: a thin shell round the guide."""
