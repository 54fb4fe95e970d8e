"""Morphemes to units: noun phrases with their particles, predicates, quotations, breaks."""

from collections.abc import Sequence

from pledgebook.language.korean.endings import listed
from pledgebook.language.korean.gathering import NOMINAL, TODAY, Gatherer, Passage
from pledgebook.language.korean.morphemes import Morpheme
from pledgebook.language.korean.predicates import read_predicate
from pledgebook.language.korean.units import Break, Phrase, Quotation, Unit

_VERBAL = listed("VV VA VX VCP VCN")
_PARTICLES = listed("JKS JKC JKO JKB JKV JKQ JX JC")
_TYING = listed("JKQ EC EF ETM VCP EP")
_QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'"}
_NAMES = {"「": "」", "『": "』", "《": "》", "〈": "〉", "<": ">"}
_BRACKETS = {"(": ")", "（": "）", "[": "]"}
_LINKING = listed("그러 이러 그렇 이렇")
_AT_MOST = frozenset(
    [("늦", "어도"), ("이르", "면"), ("빠르", "면"), ("적", "어도"), ("짧", "으면"), ("길", "면")]
)
_SAME = {"가": "이", "를": "을", "는": "은", "과": "와", "으로": "로", "께": "에게", "한테": "에게"}


class _Chunker(Gatherer):
    """Walks over the morphemes, gathering nouns until a particle closes their phrase."""

    def run(self) -> list[Unit]:
        morphs = self.passage.morphs
        while self.at < self.last:
            morph = morphs[self.at]
            timed = self.passage.time_at.get(morph.start)
            if timed is not None:
                self._time(*timed)
                continue
            tag = morph.tag
            if self.at in self.stems or tag in _VERBAL:
                self._predicate()
            elif tag in NOMINAL:
                self._add(morph)
            elif tag == "JKG":
                self.owner = self.owner or (self._between() if self.names else None)
                self.at += 1
                self.linked = bool(self.names)
            elif tag in _PARTICLES:
                self._particle()
            elif morph.form in _QUOTES or morph.form in _NAMES or morph.form in _BRACKETS:
                self._bracket(morph)
            elif tag in ("SP", "SO", "SS", "SSC", "SE", "SF", "SW"):
                self._mark(morph)
            elif tag in ("MAG", "MAJ", "IC"):
                self._adverb(morph)
            else:
                self.at += 1
        self._close_nominal()
        return self.units

    # -- closing -------------------------------------------------------------------------------

    def _particle(self) -> None:
        morphs, forms = self.passage.morphs, []
        stop = self.end
        while self.at < self.last and morphs[self.at].tag in _PARTICLES:
            forms.append(_SAME.get(morphs[self.at].form, morphs[self.at].form))
            stop = morphs[self.at].end
            self.at += 1
        marker = "".join(forms)
        if marker == "도" and self.at >= self.last:
            self._close_nominal()
        elif self.names:
            self._flush(marker, stop)

    def _mark(self, morph: Morpheme) -> None:
        self.at += 1
        form, glued = morph.form, self._glued(morph)
        if form in "·ㆍ/-~∼–‧․・" and glued and self.names:
            self.end = morph.end
            return
        if form in "·ㆍ‧․・" and self.names:
            return
        if morph.tag in ("SS", "SSC") and self.names:
            return
        if form == "," or form == "、":
            open_phrase = self.first is not None
            self._flush("," if open_phrase else "", morph.end)
            self.units.append(Break(morph.start))
        elif morph.tag in ("SE", "SF") or form in ";:":
            self._close_nominal()
            self.units.append(Break(morph.start, hard=True))
        elif form not in "%*+℃㎡":
            self._flush("", self.end)

    def _glued(self, morph: Morpheme) -> bool:
        morphs = self.passage.morphs
        before = morphs[self.at - 2].end == morph.start if self.at >= 2 else False
        after = self.at < self.last and morphs[self.at].start == morph.end
        return before and after

    def _adverb(self, morph: Morpheme) -> None:
        if morph.form in ("및", "또는", "혹은") and self.names:
            self.at += 1
            return
        self._flush("", self.end)
        self.at += 1
        if morph.tag == "MAG":
            self.units.append(
                Phrase(morph.start, morph.end, morph.end, "adv", morph.form, morph.form)
            )

    def _predicate(self) -> None:
        morphs = self.passage.morphs
        if self._without():
            return
        if self._attribute():
            return
        following = morphs[self.at + 1].form if self.at + 1 < self.last else ""
        if morphs[self.at].tag == "VCP" and following == "라도":  # "내년에라도": a particle
            self.at += 2
            return
        if morphs[self.at].tag == "VCP" and self.names:
            self._copula()
            return
        self._flush("", self.end)
        found, self.at = read_predicate(morphs, self.at)
        self.units.append(found)

    def _without(self) -> bool:
        """Take "흔들림 없이" and "늦어도" for adverbs."""
        morphs = self.passage.morphs[self.at : self.at + 3]
        size = 0
        if len(morphs) > 2 and morphs[1].tag == "ETN" and morphs[2].form == "없이":
            size = 3
        elif len(morphs) > 1 and self._is_turn(morphs[0], morphs[1]):
            size = 2
        if not size:
            return False
        self._flush("", self.end)
        start, end = morphs[0].start, morphs[size - 1].end
        self.units.append(Phrase(start, end, end, "adv", "", ""))
        self.at += size
        return True

    def _is_turn(self, stem: Morpheme, ending: Morpheme) -> bool:
        """Tell whether a stem and its ending are a turn of speech: 그러면서, 늦어도."""
        return (stem.form in _LINKING and ending.tag == "EC") or (
            stem.form,
            ending.form,
        ) in _AT_MOST

    def _attribute(self) -> bool:
        """Take an adjective before its noun into the noun phrase: 많은 국가, 의장국인 한국."""
        morphs, place = self.passage.morphs, self.at
        if morphs[place].tag == "VCP":
            return self._apposition()
        while place < self.last and morphs[place].tag in ("NNG", "XR", "XPN", "XSN", "MAG"):
            place += 1
        if place + 2 >= self.last or morphs[place].tag not in ("VA", "XSA"):
            return False
        last = self.units[-1] if self.units else None
        free = self.names or not isinstance(last, Phrase) or last.marker not in ("이", "은")
        if morphs[place + 1].form == "고" and free and not self.linked:
            self._manner(place + 2)
            return True
        if morphs[place + 1].form == "게" and morphs[place + 2].tag not in ("VX", "JX"):
            self._manner(place + 2)
            return True
        if morphs[place + 1].form not in ("ᆫ", "은") or morphs[place + 2].tag not in NOMINAL:
            return False
        if morphs[place + 2].tag == "NNB":
            return False
        if self.names and not self.linked:
            self._flush("", self.end)
        for morph in morphs[self.at : place + 2]:
            self._add(Morpheme(morph.form, "MM", morph.start, morph.end))
        return True

    def _manner(self, after: int) -> None:
        """Make an adverb of an adjective in -게: 폭넓게, 투명하게."""
        morphs = self.passage.morphs
        start, end = morphs[self.at].start, morphs[after - 1].end
        self._flush("", self.end)
        self.units.append(Phrase(start, end, end, "adv", "", ""))
        self.at = after

    def _apposition(self) -> bool:
        morphs, place = self.passage.morphs, self.at
        if not self.names or self.names[-1].form == "중" or place + 2 >= self.last:
            return False
        if self.names[-1].form == "적" and morphs[place + 1].form in ("고", "며"):
            for morph in morphs[place : place + 2]:
                self._add(Morpheme(morph.form, "MM", morph.start, morph.end))
            return True
        if morphs[place + 1].form != "ᆫ" or morphs[place + 2].tag not in NOMINAL:
            return False
        if morphs[place + 2].tag == "NNB":
            return False
        for morph in morphs[place : place + 2]:
            self._add(Morpheme(morph.form, "MM", morph.start, morph.end))
        return True

    def _copula(self) -> None:
        """Make the open phrase a predicate: "목표다", "협의 중이다"."""
        start, head = self.start, self.names[-1]
        noun, _ = self.passage.agents.head(self.names)
        running = head.form == "중" and len(self.names) > 1
        if running:
            noun = self.names[-2].form
        found, self.at = read_predicate(self.passage.morphs, self.at)
        if running:
            bare = self.names[:-2]
            self.names = bare
            if bare:
                self.end = bare[-1].end
                self._flush("", self.end)
            found.lemma, found.copula = noun + "하다", False
            found.mark("-고 있다", found.end)
            start = head.start - len(noun) - 1
        else:
            found.lemma = noun + "이다"
        found.start = max(0, start)
        self.first, self.names, self.owner, self.pair = None, [], None, None
        self.units.append(found)

    # -- brackets and quotations ---------------------------------------------------------------

    def _bracket(self, morph: Morpheme) -> None:
        close = self._closing(morph)
        if close is None:
            self.at += 1
            return
        morphs, opened = self.passage.morphs, self.at
        end = morphs[close].end
        if morph.form in _BRACKETS:
            timed = self.passage.time_at.get(morph.end) if close > opened + 1 else None
            if timed is not None and self.names and self.names[-1].form in TODAY:
                self.at = opened + 1
                self._time(*timed)
            elif self.names:
                self.end = end
            self.at = close + 1
            return
        inner = morphs[opened + 1 : close]
        if morph.form in _QUOTES and _is_said(inner, morphs, close):
            self._flush("", self.end)
            units = _Chunker(self.passage, opened + 1, close).run()
            self.at = close + 1
            self._skip_quoting()
            adnominal = self.at > close + 1 and morphs[self.at - 1].tag == "ETM"
            self.units.append(Quotation(morph.start, end, units, adnominal))
            return
        if self.first is None:
            self.first, self.start = opened, morph.start
        self.names.extend(m for m in inner if m.tag in NOMINAL)
        if not self.names:
            self.names.append(morph)
        self.end = end
        self.at = close + 1

    def _skip_quoting(self) -> None:
        """Step over the ending that ties a quotation to its verb: 고, 라고, 며, 라며, 라는."""
        morphs = self.passage.morphs
        while self.at < self.last and morphs[self.at].tag in _TYING:
            self.at += 1

    def _closing(self, morph: Morpheme) -> int | None:
        mark = (_QUOTES | _NAMES | _BRACKETS)[morph.form]
        same = mark == morph.form
        depth = 0
        for place in range(self.at + 1, self.last):
            form = self.passage.morphs[place].form
            if form == mark:
                if not depth:
                    return place
                depth -= 1
            elif form == morph.form and not same:
                depth += 1
        return None


def _is_said(inner: Sequence[Morpheme], morphs: Sequence[Morpheme], close: int) -> bool:
    """Tell whether the words in quotation marks are a statement and not a name."""
    if not inner:
        return False
    after = morphs[close + 1] if close + 1 < len(morphs) else None
    quoting = (
        after is not None
        and after.tag in ("JKQ", "EC", "EF", "VCP")
        and (
            after.form
            in ("라고", "고", "며", "라며", "이라며", "라는", "이", "면서", "라면서", "이라고")
        )
    )
    final = any(m.tag == "EF" for m in inner) or inner[-1].form.endswith(("다고", "라고"))
    told = any(m.tag in ("VV", "VA", "XSV", "XSA", "VCP") for m in inner)
    if final and quoting:
        return len(inner) > 2
    return len(inner) > 4 and ((final and len(inner) > 12) or (quoting and told))


def chunk(passage: Passage) -> list[Unit]:
    """Return the units of a sentence, in order."""
    return _Chunker(passage, 0, len(passage.morphs)).run()
