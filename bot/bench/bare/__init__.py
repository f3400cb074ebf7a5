"""The bare Rasa that Five Steps is measured against: one form, nothing of Rasa changed."""
