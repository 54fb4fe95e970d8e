"""Morphemes to predicates: a stem with its endings, auxiliaries and periphrastic forms."""

from collections.abc import Sequence

from pledgebook.language.clause import Mood, Tense, Voice
from pledgebook.language.korean.endings import EndingReader, listed
from pledgebook.language.korean.morphemes import Morpheme
from pledgebook.language.korean.units import Ending, Predicate

PLANS = listed("계획 예정 방침 생각 작정 구상 복안 목표 전망 참 전략 포부 각오")
_EXPECTED = listed("예상 기대 전망 관측 예측 추정 평가 우려 보이 알려지 전해지 판단 분석")
_REPORTED = listed("알려지 전해지 확인 파악 조사 집계 나타나 드러나 밝혀지")
_AFTER = listed("뒤 후 다음 이후 직후 끝")
_WHILE = listed("한편 동시 가운데 와중")
_PASSIVE_VERBS = listed("열리 이루어지 이뤄지 꾸려지 만들어지 펼쳐지 맡겨지 치러지 알려지")
_AGREEING = listed("뜻 의견 인식 합의 공감 공감대 동의 견해")
_PARTICLES = listed("JKS JKO JKB JX JKC")


class _Reader(EndingReader):
    """Reads a predicate with the bound nouns that its endings lean on (-ㄹ 것이다, -기로 하다)."""

    def read(self) -> None:
        """Read endings and auxiliaries until one closes the predicate."""
        while (tag := self.tag()) and tag in ("EP", "EC", "EF", "ETM", "ETN"):
            if tag == "EP":
                self._tense()
            elif tag == "EF":
                self._final()
                return
            elif (
                (tag == "EC" and not self._connective())
                or (tag == "ETM" and not self._adnominal())
                or (tag == "ETN" and not self._nominal())
            ):
                return

    # -- adnominal endings and the nouns that they lean on ------------------------------------

    def _adnominal(self) -> bool:
        form, since = self.form(), self.at
        if self.found.tense is not Tense.ONGOING:
            if form in ("ᆫ", "은", "던") or self.found.tense is Tense.PAST:
                self.found.tense = Tense.PAST
            elif form in ("ᆯ", "을"):
                self.found.tense = Tense.FUTURE
        self.take()
        noun, tag = self.form(), self.tag()
        if not tag.startswith("NN"):
            return self._close(Ending.ADNOMINAL, form)
        future = form in ("ᆯ", "을")
        handled: bool | None = None
        if noun in PLANS:
            handled = self._on_plan(future, form, since)
        if handled is None:
            handled = self._on_thing(future, since) if noun == "것" else self._on_bound(noun, form)
        if handled is not None:
            return handled
        return self._close(Ending.ADNOMINAL, form)

    def _on_plan(self, future: bool, form: str, since: int) -> bool | None:
        """Fold -ㄹ 계획이다, -겠다는 방침이다, -ㄴ다는 목표다."""
        quoted = form.endswith(("다는", "라는", "려는", "자는"))
        if not (future or quoted):
            return None
        noun = self.form()
        closing = self.tag(1)
        if closing == "VCP" or closing in ("", "SF", "SP", "SS", "SSC", "SE", "EC"):
            self.take(2 if closing == "VCP" else 1)
            self.found.tense = Tense.FUTURE
            if noun == "전망":
                self.found.mood = Mood.FORECAST
                self.mark("-ㄹ 전망이다", since)
            else:
                self.mark(f"-ㄹ {noun}이다", since)
            if closing != "VCP":
                self.found.ending = Ending.FINAL
            return closing == "VCP"
        return None

    def _on_thing(self, future: bool, since: int) -> bool | None:
        """Read -는/-ㄹ 것 with what follows: 이다, 을, 으로 예상되다, the end."""
        following, tag = self.form(1), self.tag(1)
        if tag == "VCP":
            self.take(2)
            if future:
                self.found.tense = Tense.FUTURE
                self.mark("-ㄹ 것이다", since)
            return True
        if following in ("으로", "로") and tag == "JKB":
            step = 2
            while self.tag(step) in ("MAG", "JX"):
                step += 1
            if self.form(step) in _REPORTED and not future:
                self._expected(step, since, reported=True)
                return True
            if self.form(step) in _EXPECTED:
                self._expected(step, since)
                return True
            self.take(2)
            return self._close(Ending.THAT, "것으로")
        if tag in ("JKO", "JX"):
            self.take(2)
            return self._close(Ending.THAT, "것을" if future else "는 것을")
        if tag in ("", "SF", "SSC", "SP"):
            self.take(1)
            if future:
                self.mark("-ㄹ 것", since)
            return self._close(Ending.FINAL, "것")
        if tag == "JKS":
            self.take(2)
            return self._close(Ending.ADNOMINAL, "것이")
        return None

    def _expected(self, step: int, since: int, reported: bool = False) -> None:
        """Fold "-ㄹ 것으로 예상되다", and "-ㄴ 것으로 알려지다", which only reports."""
        self.take(step + 1)
        while self.tag() in ("XSV", "VX") or (self.form() == "되" and self.tag() == "VV"):
            self.take()
        if reported:
            return
        self.found.mood = Mood.FORECAST
        self.mark("-ㄹ 것으로 예상되다", since)

    def _on_bound(self, noun: str, form: str) -> bool | None:
        since, future = self.at - 1, form in ("ᆯ", "을")
        step = 2 if self.tag(1) in _PARTICLES else 1
        verb = self.form(step)
        if noun == "데" and self.tag(step) == "MAG":
            verb = self.form(step + 1)
        if noun in ("수", "바", "적", "리") and verb in ("있", "없"):
            self.take(step + 1)
            if noun == "수":
                self.found.mood = Mood.POSSIBLE
                self.mark("-ㄹ 수 있다", since)
            else:
                self.mark("-ㄴ 바 있다", since)
            self.found.negated = self.found.negated or verb == "없"
            return True
        if noun == "중" and not future:
            if self.tag(1) == "VCP":
                self.take(2)
                self.found.tense = Tense.ONGOING
                return True
            self.take(step if self.tag(1) in _PARTICLES else 1)
            return self._close(Ending.CAUSE, "중")
        if noun == "점" and self.tag(1) == "VCP":
            self.take(2)
            return True
        if noun == "데" and verb == "잇":
            self.take(step + 2)
            return self._close(Ending.AND, "데 이어")
        if noun == "데" and not future and verb in _AGREEING:
            self.take(1)
            return self._close(Ending.AGREE, "데")
        if noun == "등":
            self.take(1)
            return self._close(Ending.AND, "등")
        if noun in _WHILE and not future:
            self.take(2 if self.tag(1) in ("JKB",) else 1)
            return self._close(Ending.AND, noun)
        if noun in _AFTER and not future:
            self.take(2 if self.tag(1) in ("JKB", "JX") else 1)
            return self._close(Ending.AFTER, noun)
        if noun == "때" and form in ("ᆯ", "을") and self.tag(1) in ("", "SF", "SSC", "VCP"):
            copula = self.tag(1) == "VCP"  # "이제 행동할 때다"
            self.take(2 if copula else 1)
            self.found.mood = Mood.OBLIGED
            self.mark("-어야 하다", since)
            return True if copula else self._close(Ending.FINAL, "때")
        if noun in ("경우", "때"):
            self.take(2 if self.tag(1) in _PARTICLES else 1)
            if noun == "경우":
                self.found.mood = Mood.CONDITIONAL
            return self._close(Ending.CONDITION, noun)
        if noun in ("필요", "필요성") and verb in ("있", "없"):
            self.take(step + 1)
            self.found.mood = Mood.OBLIGED
            self.mark("-ㄹ 필요가 있다", since)
            self.found.negated = verb == "없"
            return True
        if noun in PLANS and verb in ("없",) and future:
            self.take(step + 1)
            self.found.negated = True
            self.mark("계획이 없다", since)
            return True
        return None

    # -- nominal endings -----------------------------------------------------------------------

    def _nominal(self) -> bool:
        form, since = self.form(), self.at
        self.take()
        following, tag = self.form(), self.tag()
        if form == "기":
            if following == "로" and tag == "JKB":
                self.take()
                if self.form() == "하" and self.tag() in ("VV", "VX", "XSV"):
                    self.take()
                    self.mark("-기로 하다", since)
                    return True
                if self.tag() in ("", "SF", "SSC", "SE"):
                    self.mark("-기로 하다", since)
                    return self._close(Ending.FINAL, "기로")
                return self._close(Ending.AGREE, "기로")
            if following == "위하":
                self.take(2)
                return self._close(Ending.PURPOSE, "기 위해")
            if following in ("전", "이전"):
                self.take(2 if self.tag(1) in _PARTICLES else 1)
                return self._close(Ending.CAUSE, "기 전")
            if following == "때문":
                self.take(2 if self.tag(1) in _PARTICLES else 1)
                return self._close(Ending.CAUSE, "기 때문에")
            if tag in ("JKO",):
                self.take()
                return self._close(Ending.THAT, "기를")
            return self._close(Ending.CAUSE if tag else Ending.FINAL, "기")

        if tag == "JKO" or following in ("도", "은", "만"):
            self.take()
            return self._close(Ending.THAT, "음을")
        if tag in ("JKB", "JKS", "JKG", "JC"):
            self.take()
            return self._close(Ending.CAUSE, "음에")
        return self._close(Ending.FINAL, "음")


def read_predicate(morphs: Sequence[Morpheme], at: int) -> tuple[Predicate, int]:
    """Read the predicate whose stem begins at `at`; return it and the place after it."""
    place, noun = at, ""
    while morphs[place].tag not in ("XSV", "XSA", "VV", "VA", "VX", "VCP", "VCN"):
        noun += morphs[place].form
        place += 1
    stem = morphs[place]
    found = Predicate(morphs[at].start, stem.end, _lemma(noun, stem))
    found.copula = stem.tag in ("VCP", "VCN") or stem.form == "아니"
    if (stem.form in ("되", "당하", "받") and stem.tag == "XSV") or stem.form in _PASSIVE_VERBS:
        found.voice = Voice.PASSIVE
    if stem.tag == "VCN" or stem.form == "없":
        found.negated = True
    reader = _Reader(morphs, place + 1, found)
    reader.read()
    return found, reader.at


def _lemma(noun: str, stem: Morpheme) -> str:
    if stem.tag in ("XSV", "XSA"):
        if stem.form in ("하", "되", "시키", "당하", "드리"):
            return noun + "하다"
        return noun + stem.form + "다"
    return noun + stem.form + "다"
