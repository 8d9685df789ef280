"""The product: flows, versions, runs, and the protocol that advances a run through any crash."""
