"""What a check of gold files against the documents found."""

from markupsafe import Markup

from eval.check import Finding
from page.evaluate.records import Checked
from page.evaluate.texts import EvaluateTexts
from page.pieces import join


def findings_html(checked: Checked | None, texts: EvaluateTexts) -> Markup:
    """The findings as a table, or that there are none; nothing before a check."""
    if checked is None:
        return Markup("")
    t = texts.gold
    if not checked.findings:
        told = t.fine.format(files=checked.files, questions=checked.questions)
        return Markup(
            '<p class="gate right" role="status"><span aria-hidden="true">✓</span> {}</p>'
        ).format(told)
    return Markup(
        '<p class="gate wrong" role="status"><span aria-hidden="true">✕</span> {}</p>'
        '<div class="scrolls"><table class="grid" aria-label="{}"><thead><tr><th scope="col">{}'
        '</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(
        t.found.format(count=len(checked.findings)),
        t.title,
        t.place,
        t.message,
        join(_row(finding, texts) for finding in checked.findings),
    )


def _row(finding: Finding, texts: EvaluateTexts) -> Markup:
    place = finding.path.name
    if finding.line:
        place = texts.gold.line.format(file=place, line=finding.line)
    return Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(place, finding.message)
