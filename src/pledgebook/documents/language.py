"""Which language a text is in: by its script, and for Latin letters by its commonest words."""

import re
from typing import Final

#: The languages that some analyser reads.
READABLE: Final = frozenset({"ko", "en"})

#: What a language is called in a message.
NAMES: Final = {
    "ko": "Korean",
    "en": "English",
    "ja": "Japanese",
    "zh": "Chinese",
    "ru": "a language in Cyrillic letters",
    "ar": "a language in Arabic letters",
    "el": "Greek",
    "hi": "a language in Devanagari letters",
    "th": "Thai",
    "he": "Hebrew",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "a Scandinavian language",
    "pl": "Polish",
    "id": "Indonesian or Malay",
    "vi": "Vietnamese",
    "tr": "Turkish",
}

_SAMPLE = 4000
_KOREAN_SHARE = 0.2
_SCRIPTS = {
    "ko": re.compile(r"[가-힣ㄱ-ㆎ]"),
    "ja": re.compile(r"[\u3041-\u30fa\u30fc]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
}
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+")

# Words of grammar that are frequent in one language and rare in the others.
_WORDS = {
    "en": "the of and to in that is for with on as by we our will this are be at from which has "
    "have their its an it or",
    "fr": "le la les des du et une est que qui dans pour sur au aux par avec cette nous ont sont",
    "de": "der die das und den von zu mit ist des im für auf dem ein eine nicht sich wir werden",
    "es": "el los las una del y que para con por se su es como más sus al este esta lo",
    "it": "il di che la le gli della per con una sono del nel alla dei delle non è anche",
    "pt": "o os as da do dos das que em para com uma não por no na ao mais se são",
    "nl": "de het een van en dat is op te voor met zijn niet aan er om ook door worden",
    "sv": "och att som för är av med den det till inte har om ett på vi",
    "pl": "i w na z że się do nie jest oraz dla przez o od są",
    "id": "dan yang di untuk dengan dari pada ini dalam akan tidak ke oleh kami",
    "vi": "và của các là cho trong với được có không những một này đã",
    "tr": "ve bir bu için ile olarak da de olan daha gibi çok en",
}
_STOPWORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language most of `text` is in.

    A sample is looked at: its first part, middle and last. None where there are too few letters
    to tell, or no language known here; Latin letters without a word of grammar (a name, a
    headline) count as None.
    """
    sample = _sample(text)
    latin = len(_LATIN.findall(sample))
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS.items()}
    if counts["ja"] * 12 > counts["zh"] and counts["ja"] > counts["ko"]:
        counts["ja"] += counts["zh"]
        counts["zh"] = 0
    if counts["ko"] * 4 >= counts["zh"]:
        counts["zh"] = 0  # 韓·美·英: Hanja in a Korean headline
    if counts["ko"] and counts["ko"] >= _KOREAN_SHARE * (counts["ko"] + latin):
        latin = 0  # names and a translation below it do not make a Korean release English
    # A sign of Chinese or Japanese says as much as two or three Latin letters do.
    weighed = {c: n * (2.5 if c in ("ja", "zh") else 1.0) for c, n in counts.items()}
    best = max(weighed, key=lambda code: weighed[code])
    if weighed[best] >= latin and counts[best]:
        return best
    return _latin_language(sample) if latin >= 3 else None


def _latin_language(sample: str) -> str | None:
    words = _WORD.findall(sample.lower())
    hits = {
        language: sum(1 for word in words if word in stopwords)
        for language, stopwords in _STOPWORDS.items()
    }
    best = max(hits, key=lambda language: hits[language])
    if not hits[best]:
        return None
    # English is what is read: another language has to be clearly ahead of it to be named.
    if best != "en" and hits[best] <= hits["en"] * 1.5 + 2:
        return "en" if hits["en"] else None
    return best if hits[best] >= 0.08 * len(words) else None


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
