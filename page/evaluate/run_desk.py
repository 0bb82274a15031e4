"""What happens with evaluations: started, stopped, gone on with, opened, read, deleted."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from errors import AnwenError, BusyError, RunError
from eval.gold import GOLD_FOLDER, SPLITS, gold_files
from eval.run import run_folder
from eval.run_info import asked_info
from eval.runs import UNFINISHED, check_name, load_info
from eval.stored import delete_run
from page.downloads import safe_name
from page.evaluate.desk import Desk, handed_in, one_of, texts_of, told
from page.evaluate.opened import DOWNLOADS, open_run, run_file
from page.evaluate.progress import KIND, seen
from page.evaluate.records import VERDICTS, RunView, View
from page.evaluate.uploads import gold_of, keep_gold
from page.evaluate.widgets import OWN
from page.shell import Update

_MOST_PAGES = 10_000


class RunDesk(Desk):
    """The callbacks of the runs."""

    def choose(self, split: str) -> Any:
        """Show the field for a gold file where one's own is chosen."""
        return gr.update(visible=split == OWN)

    @told
    def start(
        self, split: str, own: str | None, name: str, baseline: bool, again: bool, view: View
    ) -> Update:
        """Start an evaluation for everyone to see."""
        texts = texts_of(view)
        if one_of(split, (*SPLITS, OWN), texts) == OWN:
            gold = [keep_gold(handed_in(own, texts), self._library.settings.runs_dir)]
        else:
            gold = gold_files(split)
        named = check_name(name.strip()) if name and name.strip() else self._usual_name(gold)
        more = ["--baseline"] * bool(baseline) + ["--force"] * bool(again)
        return self._started(gold, named, more, view)

    def _usual_name(self, gold: list[Path]) -> str:
        """The name that the command gives a run without one."""
        settings = self._library.settings
        documents = {d.document.id: d.document.sha256 for d in self._library.documents()}
        return run_folder(settings.runs_dir, None, asked_info(gold, settings, documents)).name

    @told
    def resume(self, view: View, event: gr.EventData) -> Update:
        """Go on with an evaluation that was interrupted."""
        texts, runs_dir = texts_of(view), self._library.settings.runs_dir
        name = check_name(str(event.value))
        gold = gold_of(load_info(runs_dir / f"{name}{UNFINISHED}"), runs_dir)
        if not gold:
            raise RunError(texts.runs.gold_gone)
        return self._started(gold, name, [], view)

    def _started(self, gold: list[Path], name: str, more: list[str], view: View) -> Update:
        arguments = ["eval", "run", f"--language={view.language}", f"--name={name}"]
        arguments += [*map(_gold_argument, gold), *more]
        try:
            self._library.jobs.start(KIND, arguments)
        except BusyError:
            return {**self._showing.job(view), **self._noticed(texts_of(view).runs.busy)}
        return {**self._showing.job(view), **self._noticed("")}

    @told
    def cancel(self, view: View) -> Update:
        """Stop the evaluation; what is answered is kept."""
        job = self._library.jobs.latest(KIND)
        if job is not None:
            job.cancel()
        return self._showing.job(view)

    @told
    def tick(self, view: View, last: str) -> Update:
        """Look at the running evaluation; the list changes when it has ended."""
        job = self._library.jobs.latest(KIND)
        if seen(job) == last:
            return {self._w.seen: gr.skip()}
        ended = job is not None and job.state != "running"
        return {**self._showing.job(view), **(self._showing.runs(view) if ended else {})}

    @told
    def open(self, view: View, event: gr.EventData) -> Update:
        """Open a run."""
        name = check_name(str(event.value))
        open_run(name, self._library.settings.runs_dir)  # before anything is shown of it
        return {**self._showing.place(view.opened(name)), **self._noticed("")}

    @told
    def back(self, view: View) -> Update:
        """Leave the run that is opened."""
        view = replace(view, run=None)
        shown = {**self._showing.place(view), **self._showing.runs(view)}
        return {**shown, **self._noticed("")}

    @told
    def show_as(self, view: View, event: gr.EventData) -> Update:
        """Show the report of the run, or each question."""
        shown = one_of(event.value, ("report", "verdicts"), texts_of(view))
        return self._changed(view, shown=shown, told=())

    @told
    def unblind(self, view: View, event: gr.EventData) -> Update:
        """Show the questions of the blind split, or no more."""
        return self._changed(view, unblind=event.value == "yes")

    @told
    def side(self, view: View, event: gr.EventData) -> Update:
        """Show all questions, or those right or wrong."""
        return self._changed(view, verdicts=one_of(event.value, VERDICTS, texts_of(view)), page=1)

    @told
    def kind(self, view: View, event: gr.EventData) -> Update:
        """Show the questions of one kind."""
        return self._changed(view, kind=str(event.value)[:100], page=1)

    @told
    def turn(self, view: View, event: gr.EventData) -> Update:
        """Turn to another page of the questions."""
        page = str(event.value)
        if not page.isdecimal() or not 0 < int(page) < _MOST_PAGES:
            raise AnwenError(texts_of(view).unknown)
        return self._changed(view, page=int(page))

    def _changed(self, view: View, **changes: Any) -> Update:
        if view.run is None:
            return self._showing.place(view)
        return self._showing.place(replace(view, run=replace(view.run, **changes)))

    @told
    def save(self, view: View, event: gr.EventData) -> Update:
        """Hand out the opened run as a file."""
        texts = texts_of(view)
        form = one_of(event.value, DOWNLOADS, texts)
        run = view.run or RunView("")
        opened = open_run(run.name, self._library.settings.runs_dir)
        words = texts.run.verdict_file if form in ("xlsx", "csv") else texts.run.file
        data = run_file(opened, form, run.unblind, view.language)
        return self._saved(safe_name(f"{words.format(name=run.name)}.{form}"), data)

    @told
    def delete(self, view: View, event: gr.EventData) -> Update:
        """Ask before a run is deleted; "" asks no more."""
        view = replace(view, deleting=str(event.value)[:200])
        return {self._w.view: view, **self._showing.runs(view), **self._noticed("")}

    @told
    def deleted(self, view: View, event: gr.EventData) -> Update:
        """Delete the run that was asked about."""
        texts, name = texts_of(view), check_name(str(event.value))
        self._check_free(name, texts)
        if view.deleting != name:
            raise AnwenError(texts.unknown)
        delete_run(name, self._library.settings.runs_dir)
        compared = view.compared
        gone = compared is not None and name in (compared.before, compared.after)
        view = replace(view, deleting="", compared=None if gone else compared)
        shown = {self._w.view: view, **self._showing.runs(view), **self._showing.pair(view)}
        return {
            **shown,
            **self._showing.compared(view),
            **self._w.shell.told(texts.runs.deleted.format(name=name)),
        }


def _gold_argument(path: Path) -> str:
    """The option for a gold file: its split where it is one that is shipped."""
    if path.parent == GOLD_FOLDER:
        return f"--split={path.stem}"
    return f"--gold={path.absolute()}"
