"""What is wrong with one cell or one row."""

from __future__ import annotations

from planner.sentence import Sentence, say


class CellFault(ValueError):
    """One cell or row that cannot be taken; the reader turns it into a RefusedRow.

    `template` is the sentence; it may use {value}, the cell as it came, and {column}, its name in the file, besides the
    values given here. `column`: the English name of the column at fault when it is not the one being read.
    """

    def __init__(self, template: str, *, column: str = "", **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.column = column
        self.values = values

    def sentence(self, column: str, value: str) -> Sentence:
        """Return the sentence for a column (its name in the file) and the cell's text."""
        return say(self.template, **{"column": column, "value": value, **self.values})


class ToldFault(CellFault):
    """A fault that a check from outside has put into a sentence already."""

    def __init__(self, sentence: Sentence, *, column: str) -> None:
        super().__init__(sentence.template, column=column)
        self.told = sentence

    def sentence(self, column: str, value: str) -> Sentence:  # noqa: ARG002 - the sentence stands as it is
        """Return the sentence as it was given."""
        return self.told
