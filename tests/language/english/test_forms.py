"""Forms say of every token what the whole pipeline says of it."""

from pledgebook.language.english.forms import Forms
from pledgebook.language.english.model import load

SENTENCES = [
    "The ministers agreed they'd be building three bridges, and shan't wait.",
    "They see what it's for:  we've got to mend the leaves that fell, haven't we?",
    "There are those who said it was the better of the two worst harbours.",
    "IT WILL be better, isn't it? The buoys' lights (left burning) did what they were lit to do.",
]


def test_forms_are_what_the_whole_pipeline_tells() -> None:
    parser = load()
    forms = Forms(parser)
    assert forms.left_out
    for words in SENTENCES * 2:
        whole = parser(words)
        (bare,) = parser.pipe([words], disable=forms.left_out)
        told = [(form.word, form.tag, form.lemma) for form in forms.of(bare)]
        assert told == [(t.text, t.tag_, t.lemma_.lower()) for t in whole]
        assert [form.lower for form in forms.of(bare)] == [t.text.lower() for t in whole]


def test_a_model_without_the_rules_keeps_its_own_lemmas() -> None:
    from spacy import blank
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    forms = Forms(blank("en"))
    doc = Doc(Vocab(), words=["Bridges"], tags=["NNS"], lemmas=["Bridge"])
    assert not forms.left_out
    assert [tuple(form) for form in forms.of(doc)] == [("Bridges", "bridges", "NNS", "bridge")]
