"""A plan in the terminal: a week to look at on stdout, the reasons for stderr.

Both are pure functions of the document that ``plan --json`` prints. Marks and words carry the
meaning; colour only repeats it. The drawing itself is in the modules beside this one, which are
loaded late, since they bring ``rich`` along.
"""

from scheduler.write.view import Document


def render(document: Document, *, width: int, ascii_only: bool, color: bool) -> str:
    """Draw the plan: seven columns where there is room, else a list; one block a week.

    Parameters
    ----------
    document
        What ``plan --json`` prints.
    width
        Of the terminal; nothing is wider. [characters]
    ascii_only
        Whether the terminal knows nothing beyond ASCII.
    color
        Whether colours may be used; nothing is lost without them.
    """
    from scheduler.write.terminal_ink import Ink
    from scheduler.write.terminal_week import plan_text

    return plan_text(document, Ink(width=width, ascii_only=ascii_only, color=color))


def render_reasons(document: Document, *, width: int, ascii_only: bool, color: bool) -> str:
    """Say what could not be placed and why, what changed, and the notes; empty if nothing.

    The parameters are those of `render`.
    """
    from scheduler.write.terminal_ink import Ink
    from scheduler.write.terminal_reasons import reasons_text

    return reasons_text(document, Ink(width=width, ascii_only=ascii_only, color=color))


def render_explained(document: Document, *, width: int, ascii_only: bool, color: bool) -> str:
    """Say why each session is where it is, why not elsewhere, and why not at all.

    The document is what ``explain --json`` prints; the rest is as for `render`.
    """
    from scheduler.write.terminal_explain import explained_text
    from scheduler.write.terminal_ink import Ink

    return explained_text(document, Ink(width=width, ascii_only=ascii_only, color=color))


def render_what_if(document: Document, *, width: int, ascii_only: bool, color: bool) -> str:
    """Show two weeks side by side, and what the second costs more.

    The document is what ``plan --what-if --json`` prints; the rest is as for `render`.
    """
    from scheduler.write.terminal_ink import Ink
    from scheduler.write.terminal_what_if import what_if_text

    return what_if_text(document, Ink(width=width, ascii_only=ascii_only, color=color))


def render_session(document: Document, *, width: int, ascii_only: bool, color: bool) -> str:
    """Show one session: what to do, in order, and what it cannot hold.

    The document is what ``session --json`` prints; the rest is as for `render`.
    """
    from scheduler.write.terminal_ink import Ink
    from scheduler.write.terminal_session import session_card

    return session_card(document, Ink(width=width, ascii_only=ascii_only, color=color))


def render_findings(document: Document, *, width: int, ascii_only: bool, color: bool) -> str:
    """Say what a judged calendar breaks and costs.

    The document is what ``check --calendar --json`` prints; the rest is as for `render`.
    """
    from scheduler.write.terminal_findings import findings_text
    from scheduler.write.terminal_ink import Ink

    return findings_text(document, Ink(width=width, ascii_only=ascii_only, color=color))
