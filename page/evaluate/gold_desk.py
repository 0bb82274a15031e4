"""What happens with gold files that are checked."""

from dataclasses import replace

from eval.check import check_gold
from eval.gold import gold_files, read_gold
from page.evaluate.desk import Desk, handed_in, one_of, texts_of, told
from page.evaluate.findings import findings_html
from page.evaluate.records import Checked, View
from page.evaluate.uploads import bounded_gold, named_copy
from page.evaluate.widgets import ALL, OWN
from page.shell import Update

_MOST = 5_000  # questions that are checked while an evaluator waits: some seconds


class GoldDesk(Desk):
    """The callback of checking."""

    @told
    def start(self, which: str, own: str | None, view: View) -> Update:
        """Check the gold files chosen against the documents."""
        texts = texts_of(view)
        if one_of(which, (ALL, OWN), texts) == ALL:
            paths = gold_files(ALL)
            count = sum(len(read_gold(path)[0]) for path in paths)
            findings = check_gold(paths, self._showing.anchors)
        else:
            with named_copy(handed_in(own, texts)) as path:
                paths, count = [path], len(read_gold(path)[0])
                if count > _MOST:
                    bounded_gold(path, _MOST, texts.score.too_many)
                findings = check_gold(paths, self._showing.anchors)
        checked = Checked(len(paths), count, tuple(findings))
        view = replace(view, checked=checked)
        found = str(findings_html(checked, texts))
        return {self._w.view: view, self._w.gold.findings: found, **self._noticed("")}
