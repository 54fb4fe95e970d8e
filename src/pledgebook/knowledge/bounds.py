"""Where a name may begin and end: word boundaries in Latin, Hangul and Han script.

A Korean name carries its particles (미국의, 영국은) and some nouns (중국측, 일본정부) without a
space; other syllables make another word of it (한국어 the language, 인도적 humane). So what follows
a name up to the next character that is no Hangul, its tail, decides.
"""

import re
from enum import IntEnum
from functools import lru_cache


class Tail(IntEnum):
    """What the syllables behind a Korean name make of it."""

    NONE = 0  # another word: no name here
    BARE = 1  # nothing follows, or a particle
    OFFICE = 2  # a government, a delegation, an office holder follows
    ADJECTIVE = 3  # of that origin (중국산, 미국인): it names no party by itself


_PARTICLE = (
    r"(?:에게서|에서부터|으로부터|로부터|으로서|로서|으로써|로써|에서의|에서는|에서도|에서|에게는|에게도|에게|께서는|께서|께|"
    r"에는|에도|에만|에선|에의|에|은|는|이라는|라는|이라고|라고|이라며|라며|이란|란|이나|나|이든|든|이며|며|이고|고|"
    r"이다|다|이었다|였다|이자|자|이|가|을|를|의|와의|와는|와도|와|과의|과는|과도|과|으로의|로의|으로는|로는|으로도|"
    r"으로|로|도|만의|만이|만을|만|까지의|까지도|까지|부터의|부터|보다는|보다도|보다|처럼|마저|조차|밖에|뿐만|뿐|이야|야|"
    r"들의|들은|들이|들을|들과|들|간의|간에|간|등의|등은|등이|등을|등과|등에|등도|등|및|님|씨)"
)
_NOUN = (
    r"(?:측|정부|당국|대표단|대표부|대표|대사관|대사|대통령실|대통령|부통령|총리실|총리|부총리|주석|국왕|왕세자|왕실|외교부|"
    r"외교장관|국방장관|국무장관|재무장관|상무장관|통상장관|외무장관|장관|차관보|차관|외무상|외상|의회|상원|하원|의원|집행위원회|집행위|"
    r"사무총장|사무국|고위급|고위대표|정상|수상|국가안보보좌관|안보보좌관|공화국|왕국|연방|행정부|국방부|국무부|재무부|상무부|위원장|"
    r"관계자|본부|지사|법인|회장|최고경영자|대변인|특사|군)"
)
_ORIGIN = r"(?:산|인|계|식|발|제|령|풍|판)"
_TAILS = {
    Tail.OFFICE: re.compile(rf"{_NOUN}(?:내|외)?{_PARTICLE}{{0,2}}"),
    Tail.BARE: re.compile(rf"(?:내의|내에|내|외의|외에|외)?{_PARTICLE}{{0,2}}"),
    Tail.ADJECTIVE: re.compile(rf"{_ORIGIN}{_PARTICLE}{{0,2}}"),
}
_HANGUL_RUN = re.compile(r"[가-힣]*")
PARTICLES = re.compile(rf"(?:님|들|측|급)?{_PARTICLE}{{0,2}}")
_CITY_ACTS = "은 는 이 가 측 측은 측이 측의 과 와 당국 당국은 당국이 정부 정부는 정부가 에게"
CITY_ACTS = frozenset(_CITY_ACTS.split())


def is_hangul(char: str) -> bool:
    """Whether `char` is a composed Hangul syllable."""
    return "가" <= char <= "힣"


def is_han(char: str) -> bool:
    """Whether `char` is a Han character of the basic block."""
    return "一" <= char <= "鿿"


def is_latin(char: str) -> bool:
    """Whether `char` joins a word in an alphabet that is not Hangul or Han."""
    return (char.isalnum() and char < "\u1100") or char == "_"


def hangul_run(text: str, at: int) -> str:
    """Return the Hangul syllables that start at offset `at` of `text`, perhaps none."""
    found = _HANGUL_RUN.match(text, at)
    return found.group() if found else ""


@lru_cache(maxsize=8192)
def tail(run: str) -> Tail:
    """Return what the Hangul `run` behind a name makes of it."""
    if not run:
        return Tail.BARE
    for kind, pattern in _TAILS.items():
        if pattern.fullmatch(run):
            return kind
    return Tail.NONE


@lru_cache(maxsize=8192)
def title_ends(run: str) -> bool:
    """Whether the Hangul `run` behind a title leaves it one (장관은, 총리께서; not 장관회의)."""
    return (
        PARTICLES.fullmatch(run) is not None
        and run not in ("급", "인")
        and not run.startswith("급")
    )
