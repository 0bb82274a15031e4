"""Taking in of documents: what is proposed, previewed, added and removed."""
