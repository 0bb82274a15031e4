"""Taking in of documents: what is proposed, previewed, added, revised and removed.

Names are imported from the files: intake.preview (propose, preview, preview_removal),
intake.entry (entry_of), intake.adding (add, remove), intake.records, intake.preview_records.
This file imports none of them, so that the process that reads foreign files starts small.
"""
