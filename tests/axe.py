"""axe-core (Deque; bundled by axe-playwright-python) over a page as it is shown now.

Nothing is loaded from a network: the package carries the script.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_HEAVY = ("serious", "critical")


def assert_accessible(page: Page, *, without: str = "") -> None:
    """Fail, naming rule and elements, where a page breaks a rule of axe-core heavily.

    without: a CSS selector of what is left out, '' for nothing.
    """
    context = {"exclude": [[without]]} if without else None
    found = Axe().run(page, context=context).response["violations"]
    told = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n  {_shown(node)}"
        for violation in found
        if violation["impact"] in _HEAVY
        for node in violation["nodes"]
    ]
    assert not told, "\n".join(told)


def _shown(node: dict[str, object]) -> str:
    told = " ".join(str(node.get("failureSummary", "")).split())
    return f"{node['target']}: {node['html']}\n  {told}"
