"""The one place where data becomes part of a page."""

from __future__ import annotations

import html
import json
import re
from dataclasses import fields, is_dataclass

TEMPLATE_START = re.compile(r"\{(?=[{%#])")
"""Inside JSON these pairs occur in strings only; escaped, they mean nothing to a template engine either."""

FOR_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}
"""Signs that could end a script block or start markup in it; all of them occur inside JSON strings only."""


def script_json(value: object) -> str:
    r"""Return `value` as JSON that can stand inside a script element: no text in it can end or start anything.

    Dataclasses become objects of their fields. Raises ValueError when a number is NaN or infinite.

    >>> print(script_json({"what": "</script>{{1}}"}))
    {"what":"\u003c/script\u003e\u007b{1}}"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_fields_of)
    return TEMPLATE_START.sub(r"\\u007b", text.translate(FOR_SCRIPT))


def html_text(text: str) -> str:
    """Return `text` as it may stand between tags or in a quoted attribute.

    >>> html_text('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(text, quote=True)


def _fields_of(value: object) -> dict[str, object]:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} cannot be put into a page")
    return {field.name: getattr(value, field.name) for field in fields(value)}
