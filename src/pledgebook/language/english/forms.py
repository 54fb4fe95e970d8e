"""What the parser's tokens are in letters: word, tag and lemma.

spaCy's attribute ruler and lemmatizer look at every token of every parse, and take a quarter of its
time, though what they say of lemmas follows from the word and its tag. So they are left out of the
parse and asked once for each such form; what they said is kept. Only the parts of a few spoken
contractions ("let's", "gonna") are read otherwise than in their company.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPACE = "_SP"  # the tag of a token that is white space
_RULES = ("attribute_ruler", "lemmatizer")
_KEY: list[int | str] = ["ORTH", "TAG", "LEMMA"]
_APART = "."  # no rule joins it to the token before or after it
_MOST = 200_000

_Key = tuple[int, int, int]


class Form(NamedTuple):
    """One token's word, its lower case, its tag and its lemma (in lower case)."""

    word: str
    lower: str
    tag: str
    lemma: str


class Forms:
    """The forms of one model, which are learnt as they come."""

    def __init__(self, parser: "Language") -> None:
        whole = all(name in parser.pipe_names for name in _RULES)
        self.left_out: tuple[str, ...] = _RULES if whole else ()
        self._rules = [parser.get_pipe(name) for name in self.left_out]
        self._known: dict[_Key, Form] = {}

    def of(self, doc: "Doc") -> list[Form]:
        """Return the forms of the tokens of `doc`, parsed without the pipes `left_out`."""
        keys: list[_Key] = [tuple(key) for key in doc.to_array(_KEY).tolist()]
        if len(self._known) > _MOST:
            self._known.clear()
        new = {key for key in keys if key not in self._known}
        if new:
            self._learn(doc, sorted(new))
        return [self._known[key] for key in keys]

    def _learn(self, doc: "Doc", keys: Iterable[_Key]) -> None:
        """Ask the rules for forms; what stands between them keeps each of them for itself."""
        from spacy.tokens import Doc

        told = [[doc.vocab.strings[part] for part in key] for key in keys]
        words = [word for form in told for word in (form[0], _APART)]
        tags = [tag for form in told for tag in (form[1], ".")]
        asked = Doc(doc.vocab, words=words, tags=tags)
        for rule in self._rules:
            asked = rule(asked)
        for key, (word, _, lemma), token in zip(keys, told, list(asked)[::2], strict=True):
            lemma = (lemma or token.lemma_).lower()
            self._known[key] = Form(word, word.lower(), token.tag_, lemma)
