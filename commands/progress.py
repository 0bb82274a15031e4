"""A bar on stderr that shows how far the embedding of passages is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def embedding_bar() -> Iterator[Callable[[int, int], None]]:
    """The bar; call what it gives with (passages that have their vector, passages in all)."""
    from tqdm import tqdm

    with tqdm(desc="embedding passages", unit="passage", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
