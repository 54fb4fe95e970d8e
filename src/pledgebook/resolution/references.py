"""Words that stand for parties named elsewhere, sorted by whom they stand for."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pledgebook.knowledge.loading import load


class Reference(StrEnum):
    """Whom a phrase without a name stands for."""

    SIGNATORIES = "signatories"
    MEMBERS = "members"
    JOINT = "joint"
    HOME = "home"
    SINGULAR = "singular"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True)
class References:
    """One language's reference words; `titles` are sorted longest first."""

    words: dict[str, Reference]
    groups: frozenset[str]
    titles: tuple[str, ...]
    unnamed: frozenset[str]
    joint: re.Pattern[str]
    counts: dict[str, int]
    bodies: re.Pattern[str]
    home_titles: tuple[str, ...]
    surnames: str
    sorts: dict[str, str]

    def of(self, phrase: str, head: str) -> Reference | None:
        """Return what the phrase refers to, or None when it is no reference."""
        folded = " ".join(phrase.lower().split())
        found = self.words.get(folded) or self.words.get(_PARTICLE.sub("", folded))
        if found:
            return found
        plain = _PARTICLE.sub("", folded.removeprefix("우리 "))
        if self.joint.fullmatch(plain) or self.joint.fullmatch(" ".join(plain.split()[-2:])):
            return Reference.JOINT
        first = folded.split(" ", 1)[0]
        if first in self.unnamed:
            return None
        last = folded.rsplit(" ", 1)[-1]
        if first == "our" and (last in self.groups or head.lower() in self.groups):
            return Reference.SIGNATORIES
        if first == "all" and last in _ANYBODY:  # "call on all firms": whoever they are
            return None
        if first in _DEFINITE and last in self.groups and not _OF_OTHERS.search(folded):
            return Reference.JOINT
        return None

    def possessor(self, words: str) -> Reference | None:
        """Return whom the possessive at the head of a phrase stands for ("our agenda")."""
        return _POSSESSIVES.get(words.split(" ", 1)[0].lower())

    def is_public_body(self, words: str) -> bool:
        """Tell whether the words name a public body of no foreign state."""
        headed = _HEADED.search(words)
        if headed is not None and headed["name"][0] in self.surnames:
            return True  # "…위원회(위원장 김하나)"
        bare_words = _BRACKETED.sub("", _PARTICLE.sub("", words)).strip()
        return self.bodies.search(bare_words) is not None

    def is_of_both(self, words: str) -> bool:
        """Tell whether a phrase speaks of the like of two sides ("양국 안전연구소")."""
        return _OF_BOTH.match(words) is not None

    def is_group(self, words: str) -> bool:
        """Tell whether words without a name speak of several who can act ("28 countries")."""
        last = _PARTICLE.sub("", words.lower()).rsplit(" ", 1)[-1]
        return last in self.groups or last.endswith(_KOREAN_GROUPS)

    def count(self, words: str) -> int | None:
        """Return how many parties a phrase says it stands for ("both sides", 3국), if it does."""
        for word in re.findall(r"\d+|[^\W\d_]+", words.lower()):
            if word in self.counts:
                return self.counts[word]
            if word[:1] in ("양", "두") and len(word) < 4:
                return 2
        return None

    def ends_in_title(self, words: str) -> bool:
        """Tell whether some words end in an office, as a person's name with his title does."""
        return words.lower().endswith(self.titles)

    def sort(self, words: str) -> str | None:
        """Return what sort of party a phrase speaks of ("the company"), if it tells."""
        return self.sorts.get(words.lower())

    def is_office_at_home(self, words: str) -> bool:
        """Tell whether some words hold an office that is the home's unless its state is told."""
        folded = _PARTICLE.sub("", _BRACKETED.sub("", words.lower()).strip())
        if self.home_titles:
            return any(title in folded for title in self.home_titles)
        if not self.ends_in_title(folded):
            return False
        title = next(title for title in self.titles if folded.endswith(title))
        names = folded.removesuffix(title).split()
        return not names or any(name[0] in self.surnames for name in names)

    def holds_title(self, words: str) -> str | None:
        """Return the longest office named anywhere in some words, or None."""
        folded = " ".join(words.lower().split())
        return next((title for title in self.titles if title in folded), None)


_POSSESSIVES = {
    "our": Reference.SIGNATORIES,
    "my": Reference.SIGNATORIES,
    "their": Reference.PLURAL,
    "its": Reference.SINGULAR,
    "his": Reference.SINGULAR,
    "her": Reference.SINGULAR,
}
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_HEADED = re.compile(
    r"(?:원|회|청|처|부|소|단|사|관|터)\s?[(（](?:[가-힣]{0,3}장|대표|대표이사|총재)\s?(?P<name>[가-힣]{3})[)）,]"
)
_OF_BOTH = re.compile(r"(?:양국|두 나라|양측)(?:의)?\s[가-힣]|양 기관\b|두 기관\b")
_KOREAN_BODIES = (
    "연구소",
    "위원회",
    "재단",
    "협회",
    "센터",
    "기구",
    "진흥원",
    "집행위",
    "연구원",
    "공사",
)
_KOREAN_GROUPS = (
    "개국",
    "국가",
    "나라",
    "기업",
    "기관",
    "단체",
    "국가들",
    "기업들",
    "기관들",
    "회사",
)
_OF_OTHERS = re.compile(r"\bof (?!both|the two|the three|the four|these|our|all)")
_ANYBODY = frozenset(
    ["firms", "companies", "countries", "nations", "states", "organizations", "organisations",
     "developers", "experts", "agencies", "institutions", "universities", "economies"]
)  # fmt: skip
_DEFINITE = frozenset(["the", "both", "these", "all", "two", "three", "four"])
_ARTICLE = re.compile(r"^(?:the|this|that|동|이|해당|同)\s")
_PARTICLE = re.compile(r"(?<=[가-힣])(?:께서는|에서는|에게|께서|은|는|이|가|을|를|의|에|와|과|도)$")


def bare(words: str) -> str:
    """Return words as later mentions are looked up: folded, without article and particle."""
    return _ARTICLE.sub("", _PARTICLE.sub("", " ".join(words.lower().split())))


def short_names(words: str, known: References) -> list[str]:
    """Return what somebody named by `words` may be called when taken up again.

    The office in it, what stands before "of", and the last one to three words.
    """
    folded = bare(words)
    parts = folded.split()
    names = [" ".join(parts[-count:]) for count in (1, 2, 3) if count < len(parts)]
    title = known.holds_title(folded)
    before, of, _ = folded.partition(" of ")
    sort = next((noun for noun in _KOREAN_BODIES if folded.endswith(noun)), "")
    return [name for name in (*names, folded, title, before if of else "", sort) if name]


@cache
def references(language: str) -> References:
    """Return the reference words of `language`, read once."""
    data = load("references.yaml")[language]
    words = {word: reference for reference in Reference for word in data[reference.value]}
    return References(
        words=words,
        groups=frozenset(data["groups"]),
        titles=tuple(sorted(data["titles"], key=len, reverse=True)),
        unnamed=frozenset(data["unnamed"]),
        counts=data["counts"],
        home_titles=tuple(data["home_titles"]),
        surnames=data["surnames"],
        sorts={word: sort for sort, words in data["sorts"].items() for word in words},
        bodies=re.compile(data["body_pattern"] or r"(?!)"),
        joint=re.compile(data["joint_pattern"] or r"(?!)"),
    )
