"""What Rasa calls: adapters without domain logic."""
