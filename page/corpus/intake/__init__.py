"""The part of the room where documents are added, revised and removed, and versions go live."""
