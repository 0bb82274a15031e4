"""What tests of intake share: tiny documents, and reading them without a process of its own."""

import tempfile
from collections.abc import Collection
from pathlib import Path

from corpus import DocumentEntry
from corpus.records import Form
from errors import IntakeError
from intake.apart import LIMITS, Given, Limits
from intake.reader import Read, Request, answer

ROWS = "\t{number}\n\t{name}\n\t{task}\n\t{units}\n\n"
HEADS = "\t序号\n\t名称\n\t2025年目标（内容）\n\t责任单位\n\n"


def notice(
    title: str = "2025年全县森林防火工作要点",
    number: str = "奉节府发〔2025〕7号",
    rows: str = "",
    body: str = "",
    district: str = "奉节县",
) -> str:
    """A notice with its attachment: a chapter, and an annex with a table."""
    rows = rows or row(1, "巡护", "每日巡护。", "县林业局牵头，各镇街配合")
    return (
        f"{number}\n\n{district}人民政府\n关于印发《{title}》的通知\n\n各乡镇：\n"
        f"现将《{title}》印发给你们，请执行。\n\n{district}人民政府\n2025年4月2日\n\n{title}\n\n"
        f"一、总体要求\n{body or '坚持安全第一，全年新建消防水池3座。'}\n\n"
        f"附件1\n任务清单\n\n{HEADS}{rows}"
    )


def row(number: int, name: str, task: str, units: str) -> str:
    """A row of its table, as text saved from Word has it."""
    return ROWS.format(number=number, name=name, task=task, units=units)


def read_here(
    given: Given,
    form: Form | None = None,
    entry: DocumentEntry | None = None,
    taken: Collection[str] = (),
    limits: Limits = LIMITS,
) -> Read:
    """As read_apart, in this process: quick, and without its limits."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "document").write_bytes(given.data)
        outcome = answer(
            Request(folder, "document", given.name, form, entry, tuple(taken), 0, 0, 0)
        )
    if outcome.read is None:
        raise IntakeError(f"{given.name}: {outcome.refused}")
    return outcome.read
