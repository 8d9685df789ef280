"""Flows that do something a person recognises, and the demo that runs them."""
