"""The knowledge base and the thinking over it; imports nothing of Rasa."""
