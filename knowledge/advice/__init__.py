"""The thinking: interview, rules, recommendations, pathways, plan. Pure Python, nothing of Rasa in it."""
