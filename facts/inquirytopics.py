"""What inquiries are about, by body: names for what an operator chooses in one tap and statistics count."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from facts.reading import Problem, check_list, read
from facts.schema import Fact, Key, Label

FILE: Final = "inquiry_topics.yaml"


class InquiryTopic(Fact):
    """A topic of one body; the key is the router's own."""

    key: Key
    kk: Label
    ru: Label

    def name(self, lang: str) -> str:
        """Return the name in the language, `kk` or `ru`."""
        return self.kk if lang == "kk" else self.ru


InquiryTopics = Mapping[str, Mapping[str, InquiryTopic]]
"""By body, then by key, in the order of the file."""


def read_inquiry_topics(folder: Path, problems: list[Problem], bodies: Mapping[str, object]) -> InquiryTopics:
    """Read the topics; complaints are added to the problems."""
    document = read(folder, FILE, problems)
    if document is None:
        return {}
    if not isinstance(document.data, dict):
        problems.append(Problem(FILE, 1, "bodies with lists of topics are expected here"))
        return {}
    found: dict[str, Mapping[str, InquiryTopic]] = {}
    for body, items in document.data.items():
        if body not in bodies and all(problem.file != "bodies.yaml" for problem in problems):
            problems.append(Problem(FILE, document.line((body,)), f"bodies.yaml has no {body!r}"))
        rows: dict[str, InquiryTopic] = {}
        for row in check_list(document, (body,), items, InquiryTopic, problems):
            if row.value.key in rows:
                problems.append(row.problem(f"key: {row.value.key} stands twice"))
            rows[row.value.key] = row.value
        found[str(body)] = MappingProxyType(rows)
    return MappingProxyType(found)
