"""Zip archives with the same bytes for the same contents: fixed dates, fixed order."""

import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can tell


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of the members (name -> contents), in the order given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
    return stream.getvalue()


def undated(data: bytes) -> bytes:
    """A zip archive that another library has made, without the dates of its making."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return archive({name: made.read(name) for name in made.namelist()})
