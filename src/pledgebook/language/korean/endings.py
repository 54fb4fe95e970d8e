"""Endings and auxiliaries: what closes a Korean predicate, and the forms that it goes through."""

from collections.abc import Sequence

from pledgebook.language.clause import Mood, Tense
from pledgebook.language.korean.morphemes import Morpheme
from pledgebook.language.korean.units import Ending, Predicate


def listed(words: str) -> frozenset[str]:
    """Return a set of words that are written in a row."""
    return frozenset(words.split())


_AND = listed(
    "고 며 으며 면서 으면서 어 아 여 어서 아서 지만 으나 나 는데 ᆫ데 은데 다가 되 고서 "
    "으니 니 자 ᆫ바 은바 라 거나"
)
_PURPOSE = listed("도록 게 러 으러 려고 으려고 고자 려")
_CAUSE = listed("므로 으므로 니까 으니까 기에 느라 길래")
_BARRING = listed("어서 아서 여서 서 면 으면")
_QUOTING = ("다고", "라고", "자고", "냐고")
_QUOTING_ON = ("다며", "라며", "자며", "다면서", "라면서", "자면서", "냐며")
_PROMISES = frozenset(
    (
        "-겠-",
        "-기로 하다",
        "-ㄹ 계획이다",
        "-ㄹ 예정이다",
        "-ㄹ 방침이다",
        "-ㄹ 것이다",
        "-도록 하다",
        "-어 달라",
    )
)


class EndingReader:
    """Reads the endings of one predicate; `at` walks over the morphemes."""

    def __init__(self, morphs: Sequence[Morpheme], at: int, found: Predicate) -> None:
        self.morphs, self.at, self.found = morphs, at, found

    def peek(self, step: int = 0) -> Morpheme | None:
        """Return the morpheme `step` places on, if there is one."""
        place = self.at + step
        return self.morphs[place] if 0 <= place < len(self.morphs) else None

    def form(self, step: int = 0) -> str:
        """Return the form of the morpheme `step` places on."""
        morph = self.peek(step)
        return morph.form if morph is not None else ""

    def tag(self, step: int = 0) -> str:
        """Return the tag of the morpheme `step` places on."""
        morph = self.peek(step)
        return morph.tag if morph is not None else ""

    def take(self, count: int = 1) -> None:
        """Step over `count` morphemes, which are the predicate's."""
        self.at += count
        last = self.morphs[self.at - 1]
        self.found.end = max(self.found.end, last.end)

    def mark(self, name: str, since: int) -> None:
        """Mark the form `name`, whose words begin with the morpheme at `since`."""
        if name in _PROMISES:
            self.found.negated = False  # a promise not to act
        self.found.markers.append((name, self.morphs[since].start, self.found.end))

    def _tense(self) -> None:
        form, since = self.form(), self.at
        self.take()
        if form in ("었", "았", "였"):
            self.found.tense = Tense.PAST
        elif form == "겠":
            self.found.tense = Tense.FUTURE
            self.mark("-겠-", since)

    def _final(self) -> None:
        form = self.form()
        self.take()
        self.found.ending, self.found.form = Ending.FINAL, form
        if form in ("자", "읍시다", "ᆸ시다"):
            self.found.markers.append(("-자", self.found.start, self.found.end))
        elif form in ("시오", "십시오", "으십시오", "세요", "으세요", "라", "어라", "달라"):
            self.found.markers.append(("-십시오", self.found.start, self.found.end))

    def _close(self, ending: Ending, form: str) -> bool:
        self.found.ending, self.found.form = ending, form
        return False

    def _connective(self) -> bool:
        form, since = self.form(), self.at
        self.take()
        following, tag = self.form(), self.tag()
        if form == "지":
            if self._negation():
                return True
        elif form == "어야" or form == "아야" or form == "여야":
            if following in ("하", "되") and tag.startswith(("VX", "VV", "XSV")):
                self.take()
                self.found.mood = Mood.OBLIGED
                self.mark("-어야 하다", since)
                stem = self.morphs[since - 1]
                if stem.form == "하" and self.morphs[since].start >= stem.end:
                    self.mark("-하여야 하다", since)  # the full form, as laws write it
                return True
            return self._close(Ending.CONDITION, form)
        elif form in _BARRING and self._barred():
            return True
        elif form == "고자" and following == "하":
            self.take()
            self.mark("-고자 하다", since)
            return True
        elif form in ("려고", "으려고", "려", "으려") and following == "하":
            self.take()
            self.mark("-려고 하다", since)
            return True
        elif form == "도록" and following == "하" and tag in ("VX", "VV"):
            self.take()
            self.mark("-도록 하다", since)
            return True
        elif form == "게" and following in ("하", "되") and tag in ("VX", "VV"):
            self.take()
            if following == "되":
                self.mark("-게 되다", since)
            else:
                self.mark("-게 하다", since)
            return True
        elif form == "고" and following == "있" and tag == "VX":
            self.take()
            self.found.tense = Tense.ONGOING
            self.mark("-고 있다", since)
            return True
        elif form in ("어", "아", "여", "고") and tag == "VX":
            self.take()
            if following in ("달", "다") and self.tag() in ("EC", "ETM", "EF"):
                self.mark("-어 달라", since)
            elif following == "주":
                self.mark("-어 주다", since)
            elif following == "나가":
                self.mark("-어 나가다", since)
            return True
        return self._connected(form)

    def _connected(self, form: str) -> bool:
        if form.endswith(_QUOTING):
            self._quoted(form)
            return self._close(Ending.QUOTE, form)
        if form.endswith(_QUOTING_ON):
            self._quoted(form)
            return self._close(Ending.QUOTE, form)
        if form.endswith(("면", "더라도", "어도", "거든")) or form in ("어야만", "야"):
            self.found.mood = Mood.CONDITIONAL
            return self._close(Ending.CONDITION, form)
        if form.endswith("지") and form != "지":  # "어떻게 할지", "왜 그런지"
            return self._close(Ending.CAUSE, form)
        if form in _PURPOSE:
            return self._close(Ending.PURPOSE, form)
        if form in ("지만", "으나", "나"):
            self.found.mark("-지만", self.found.end)
        if form in _CAUSE:
            return self._close(Ending.CAUSE, form)
        return self._close(Ending.AND, form if form in _AND else "고")

    def _quoted(self, form: str) -> None:
        if form.startswith("자"):
            self.found.mark("-자고", self.found.end)
        elif form in ("라고", "으라고", "라며", "으라며", "라면서") and not self._is_copula():
            self.found.negated = False
            self.found.mark("-으라고", self.found.end)

    def _is_copula(self) -> bool:
        """Tell whether 이다 stands before the ending just read: "…할 것이라고"."""
        before = self.morphs[self.at - 2] if self.at >= 2 else None
        return self.found.copula or (before is not None and before.tag in ("VCP", "EP"))

    def _barred(self) -> bool:
        """Read "-어서는 안 되다", "-면 안 되다": what must not be."""
        step = 1 if self.tag() == "JX" else 0
        if self.form(step) != "안" or self.form(step + 1) != "되":
            return False
        self.take(step + 2)
        self.found.mood = Mood.OBLIGED
        self.found.mark("-어야 하다", self.found.end)
        return True

    def _negation(self) -> bool:
        step = 1 if self.tag() == "JX" or self.tag() == "JKO" else 0
        if self.form(step) in ("않", "못하", "말"):
            self.take(step + 1)
        elif self.form(step) == "못" and self.form(step + 1) == "하":
            self.take(step + 2)
        else:
            return False
        self.found.negated = True
        self.found.mark("-지 않다", self.found.end)
        return True
