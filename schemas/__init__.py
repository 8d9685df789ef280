"""Shapes of what crosses an edge: HTTP bodies, definitions, stored documents. No behaviour."""
