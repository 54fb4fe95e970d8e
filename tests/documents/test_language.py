import pytest

from pledgebook.documents.language import language_of


@pytest.mark.parametrize(("text", "code"), [
    ("양국은 다음 달 서울에서 회의를 열기로 했다.", "ko"),
    ("韓·美·英, AI 안전 협력 강화", "ko"),
    ("과기정통부(MSIT)는 OECD, UNESCO와 AI Safety Institute 협력을 추진한다.", "ko"),
    ("The ministers will meet again in the autumn.", "en"),
    ("各国领导人同意加强人工智能治理方面的合作。", "zh"),
    ("両国の首脳は来年の会合で協力を進めることに合意した。", "ja"),
    ("Стороны договорились провести встречу в следующем году.", "ru"),
    ("Les ministres ont décidé de créer un institut pour la sécurité des systèmes.", "fr"),
    ("Die Minister haben beschlossen, ein Institut für die Sicherheit zu gründen.", "de"),
    ("Los ministros acordaron que se creará un instituto para la seguridad de los sistemas.", "es"),
    ("12,345 (67%)", None),
    ("Bletchley Park", None),
    ("", None),
])  # fmt: skip
def test_languages(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_korean_release_with_its_translation_is_korean() -> None:
    korean = "정부는 올해 안에 연구소를 세우고 여러 나라와 협력할 계획이다. " * 6
    english = "The government plans to set up an institute this year and to work with others. " * 6

    assert language_of(korean + english) == "ko"


def test_the_measure_of_a_long_text_is_a_sample() -> None:
    assert language_of("정부는 이를 지원한다. " * 200_000) == "ko"
