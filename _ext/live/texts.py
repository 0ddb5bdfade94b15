"""What a live page says to readers, for its translation.

The page's scripts have these texts in English. A page in another language carries the translated
ones as data. A test sees that the scripts and this list agree.
"""

import json

from sphinx.locale import get_translation

_ = get_translation("live")


def N_(text: str) -> str:  # noqa: N802  the usual name of a mark for translators
    """Mark a text that is translated later."""
    return text


TEXTS = (
    N_("Python could not be loaded. Check the connection and try again."),
    N_("The book has been renewed since this page was loaded. Load the page again."),
    N_("A file arrived damaged, so Python was not started. Try again."),
    N_(
        "There is not enough free memory for the live version. "
        "Close other tabs or programs and try again."
    ),
    N_("This browser does not let the page start Python, so the printed version stays."),
    N_("The live version could not be loaded. Check the connection and try again."),
    N_(
        "Python has stopped: the calculation may have needed more memory than there is. "
        "Try again to go on with your last values."
    ),
    N_("Python could not be started in this browser, so the printed version stays."),
    N_("Try again"),
    N_("Start"),
    N_("Stop"),
    N_("Load the page again"),
    N_("Live"),
    N_("Details"),
    N_("Press Start to see the result."),
    N_("Loading Python"),
    N_(": {loaded} of {total} MB"),
    N_("Starting Python"),
    N_("Waiting for the connection"),
    N_("Stopped. The printed version stays."),
    N_("Copied"),
    N_("Not copied"),
    N_("This is not possible here"),
    N_(
        "This page was opened as a file. Its live version needs a web server, for example: "
        "python -m http.server"
    ),
    N_("This browser cannot run Python in a page, so the printed version stays."),
    N_("This calculation takes longer than 5 seconds."),
    N_("This cell stopped with an error."),
    N_("The link could not be opened."),
    N_("Python reported an error."),
    N_("This cell could not be shown."),
    N_("Running again"),
)

NO_SCRIPT = N_("The interactive version of this figure needs JavaScript.")
NO_PRINT = N_("An interactive control stands here when the page is live.")


def spoken(text: str) -> str:
    """Return a text in the language of the book."""
    return str(_(text))


def as_data() -> str:
    """Return the translated texts as a data script for a page; empty where there are none."""
    texts = {text: spoken(text) for text in TEXTS if spoken(text) != text}
    if not texts:
        return ""
    data = json.dumps(texts, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/json" class="live-texts">{data}</script>\n'
