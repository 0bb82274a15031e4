"""What happens with answers files: an empty sheet handed out, a filled-in file scored."""

from collections.abc import Sequence
from pathlib import Path

from eval.gold import SPLITS, gold_files, load_gold
from eval.run_files import empty_sheet
from eval.runs import check_name
from eval.scoring import Scored, score_file
from files.sheets import as_xlsx
from page.downloads import safe_name
from page.evaluate.desk import Desk, handed_in, one_of, texts_of, told
from page.evaluate.records import View
from page.evaluate.texts import EvaluateTexts
from page.evaluate.uploads import bounded_gold, named_copy
from page.evaluate.widgets import OWN
from page.shell import Update

_MOST = 2_000  # questions that are scored while an evaluator waits: some seconds
_NAMED = 10  # ids of unanswered questions that are told


class ScoreDesk(Desk):
    """The callbacks of scoring."""

    @told
    def sheet(self, split: str, own: str | None, view: View) -> Update:
        """Hand out an empty sheet for the questions chosen."""
        texts = texts_of(view)
        if one_of(split, (*SPLITS, OWN), texts) == OWN:
            with named_copy(handed_in(own, texts)) as path:
                questions, name = load_gold(path), path.stem
        else:
            questions, name = load_gold(gold_files(split)[0]), split
        data = as_xlsx([empty_sheet(questions, view.language)])
        return self._saved(safe_name(f"{texts.score.sheet_file.format(name=name)}.xlsx"), data)

    @told
    def start(
        self, split: str, own: str | None, answers: str | None, name: str, again: bool, view: View
    ) -> Update:
        """Score a file of answers, and open the run that becomes of it."""
        texts = texts_of(view)
        named = check_name(name.strip()) if name and name.strip() else None
        if named:
            self._check_free(named, texts)
        with named_copy(handed_in(answers, texts)) as file:
            if one_of(split, (*SPLITS, OWN), texts) == OWN:
                with named_copy(handed_in(own, texts)) as gold:
                    scored = self._scored(file, gold, named, again, texts)
            else:
                scored = self._scored(file, gold_files(split)[0], named, again, texts)
        return self._shown(scored, view)

    def _scored(
        self, answers: Path, gold: Path, name: str | None, again: bool, texts: EvaluateTexts
    ) -> Scored:
        bounded_gold(gold, _MOST, texts.score.too_many)
        documents, runs_dir = self._library.documents(), self._library.settings.runs_dir
        scored = score_file(answers, gold, documents, runs_dir, name, bool(again))
        notices = tuple(notice.replace(f"{answers.parent}/", "") for notice in scored.notices)
        return Scored(scored.folder, notices, scored.missing)

    def _shown(self, scored: Scored, view: View) -> Update:
        telling = [*scored.notices]
        if scored.missing:
            telling.append(_missing(scored.missing, texts_of(view)))
        opened = view.opened(scored.folder.name, shown="verdicts", told=tuple(telling))
        return {
            **self._showing.place(opened),
            **self._showing.runs(opened),
            **self._noticed(""),
        }


def _missing(ids: Sequence[str], texts: EvaluateTexts) -> str:
    some = ", ".join(ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")
    return texts.run.missing.format(count=len(ids), ids=some)
