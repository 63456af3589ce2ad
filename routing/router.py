"""From a citizen's text to the body that answers it."""

from collections import defaultdict
from dataclasses import dataclass
from math import exp
from typing import Final

from routing.language import language
from routing.lexicon import SHARED, Hit, Lexicon
from routing.matters import matters, possible
from routing.model import Model
from routing.normalise import MAX_CHARACTERS, Word, words
from routing.regions import region
from routing.signals import Emergency, disputes, emergency, fragments, signals

NONE: Final = "NONE"
SHOWN: Final = 3
# Below this probability of the first choice three in ten first choices were wrong: offer the dispatcher.
UNSURE: Final = 0.45
_MAX_EVIDENCE: Final = 4
# Topics of the lexicon that sort lines by how sure they are, not by what they are about.
_GENERAL: Final = frozenset({"policy", "core"})
_LOOSE: Final = "_words"
_SHARPNESS: Final = 1.8
# Long, and no word of either language: looked up in everything there is.
_ANY: Final = "abcdefghijklmnop"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that may answer: its code or NONE, probability 0..1, the citizen's words that speak for it."""

    code: str
    score: float
    evidence: tuple[str, ...] = ()
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Routed:
    """What was understood of one text; `bodies` is never empty and has the best first.

    `matters` lists the bodies of a text that speaks of several matters, the lead first; it is empty for
    one matter. `unsure` asks the caller to offer the dispatcher before the suggestions.
    """

    lang: str
    lang_sure: bool
    bodies: tuple[Candidate, ...]
    region: str | None
    emergency: Emergency | None
    disputes: bool
    unsure: bool
    matters: tuple[str, ...] = ()


class Router:
    """Understands texts by a lexicon and, when one is given, a trained model."""

    def __init__(self, lexicon: Lexicon, model: Model | None = None) -> None:
        """Keep the lexicon and the model; neither is changed, so one router serves every thread."""
        self._lexicon = lexicon
        self._model = model

    def warm(self) -> None:
        """Read what is read at the first text only, so that nobody waits for it; any thread may do it."""
        self.route(_ANY)

    def route(self, text: str, known_region: str | None = None) -> Routed:
        """Understand one text; any string gives a valid result.

        `known_region` is the code of the region of the person's last use, taken when the text names none.
        """
        found = words(text)
        lang, sure = language(found)
        known = lang if sure else None
        scores, hits = self._read(found, known)
        said = signals(found, known)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        danger = emergency(text, found, said)
        bodies = tuple(self._candidate(text, found, hits, code, score) for code, score in ranked)
        return Routed(
            lang=lang,
            lang_sure=sure,
            bodies=bodies,
            region=region(found, known) or known_region,
            emergency=danger,
            disputes=disputes(said),
            unsure=bodies[0].score < UNSURE,
            # Who is in danger needs one answer, not a discussion of who else takes part.
            matters=() if danger else self._matters(text, bodies[0], hits),
        )

    def _matters(self, text: str, lead: Candidate, hits: list[Hit]) -> tuple[str, ...]:
        """Look for a second matter only where the lexicon speaks of a second body."""
        others = possible(lead.code, hits) - {NONE, SHARED} if lead.code != NONE else set()
        return (
            matters(text[:MAX_CHARACTERS], lead.code, lead.score, others, self._read_part) if others else ()
        )

    def _read(self, found: list[Word], lang: str | None) -> tuple[dict[str, float], list[Hit]]:
        hits = self._lexicon.find(found, lang)
        if self._model is None:
            return _by_lexicon(self._lexicon, found, hits), hits
        return self._model.scores(found, hits), hits

    def _read_part(self, text: str) -> tuple[dict[str, float], list[Hit]]:
        found = words(text)
        lang, sure = language(found)
        return self._read(found, lang if sure else None)

    def _candidate(self, text: str, found: list[Word], hits: list[Hit], code: str, score: float) -> Candidate:
        own = sorted((hit for hit in hits if hit.body == code), key=lambda hit: -hit.strength)
        evidence = [part for hit in own for part in fragments(text, found, hit)]
        if not own and self._model is not None:
            evidence = [text[found[i].start : found[i].end] for i in self._model.telling(found, code)]
        topics = [hit.topic.removesuffix(_LOOSE) for hit in own if hit.topic not in _GENERAL]
        reasons = tuple(dict.fromkeys(evidence))[:_MAX_EVIDENCE]
        return Candidate(code, round(score, 4), reasons, topics[0] if topics else None)


def _by_lexicon(lexicon: Lexicon, found: list[Word], hits: list[Hit]) -> dict[str, float]:
    """Score by the lexicon alone: the strongest topic of a body counts fully, further ones less."""
    points: dict[str, float] = dict.fromkeys((*lexicon.bodies, NONE), 0.0)
    own: dict[str, list[float]] = defaultdict(list)
    for hit in hits:
        if hit.body != SHARED:
            own[hit.body].append(hit.strength)
    for body, strengths in own.items():
        strengths.sort(reverse=True)
        points[body] = strengths[0] + 0.4 * sum(strengths[1:])
    if not any(points[body] for body in lexicon.bodies):
        points[NONE] += 1.0 if len(found) <= 3 else 0.5
    total = sum(exp(_SHARPNESS * value) for value in points.values())
    return {body: exp(_SHARPNESS * value) / total for body, value in points.items()}
