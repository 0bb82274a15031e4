"""The room of the documents: what stands in them, and how a new one comes in."""
