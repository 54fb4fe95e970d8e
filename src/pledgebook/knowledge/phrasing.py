"""What may stand around a name, a title or a person, as patterns in both languages."""

import re

JOINS = frozenset((" ", "'s ", "' ", "의 ", " 측 "))  # between a party and its office or ministry
OF = re.compile(
    r",? (?:of|at) (?:the )?(?:(?:[A-Z][\w']+ )?(?:Republic|Kingdom|State|Government|Commonwealth|"
    r"Union|Sultanate|Federation|Principality) of (?:the )?)?"
)
FORMAL = re.compile(
    r"(?:(?:Federal |Islamic |Democratic |Socialist |People's |Federative )*(?:Republic|Kingdom|"
    r"State|Commonwealth|Principality|Sultanate|Federation|Government|Governments) of (?:the )?)+$"
)
GOVERNMENT = re.compile(
    r" (?:[Gg]overnments?|[Aa]uthorit(?:y|ies)|officials?|[Dd]elegations?|side|counterparts?|"
    r"leaders?|leadership|ministers?|[Mm]inistr(?:y|ies)|[Pp]arliament|negotiators?|diplomats?|"
    r"[Ee]mbassy|representatives?|forces|military|foreign ministers?|defen[cs]e ministers?)"
    r"\b(?! of)"
)
NO_OFFICE = re.compile(  # behind a title that is part of something else's name
    r"'(?!s)|[ -](?:Summits?|Meetings?|Statements?|Declaration|Dialogues?|Communiqu|Office|"
    r"[Ll]evel|Process|Conference|Roundtable|Forum|Track|Week|Program|Act\b|Council|Initiative|"
    r"Working|Call\b)"
)
_HONOURS = (
    r"(?:(?:Dr\.?|H\.E\.|HE|H\.H\.|HH|H\.R\.H\.|HRH|Mr\.?|Ms\.?|Mrs\.?|Sir|Dame|Lord|Sheikh|Prof\.?|"
    r"General|Gen\.) )*"
)
_FIRST = (
    r"(?:[A-Z]|(?:al|el)-[A-Z]|(?:von der|van der|von|van|de la|de|di|da|bin|al|el) [A-Z])[\w'.-]*"
)
_WORD = (
    r"(?:[A-Z][\w'.-]*|bin|bint|ibn|al-[A-Z]\w+|al|de|da|dos|del|van|der|den|von|di|la|el|le|du|y)"
)
HONOURS = re.compile(rf",? {_HONOURS}")  # between a title and a name
NAME = re.compile(rf" {_HONOURS}({_FIRST}(?: {_WORD}){{0,6}})")
_NO_NAME = """
    Meeting Meetings Call Calls Announces Announce Visit Visits Holds Hosts Joint Bilateral Before
    After On In At To And For With Travel Travels Statement Readout Summit Will The A An As Of By
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December Today This Signs Delivers Remarks Participates
    Convenes Meets Speaks Welcomes Launches Approves Takes Designates Issues Nominees Nominee
    Appointed Key Is Has Also Policy Administration Administration's Government
"""
NO_NAME = frozenset(_NO_NAME.split())  # capitalised in a headline, and no part of a name
SURNAMES = re.compile(r"([A-Z][\w'-]+)(?:, and |, | and |$)?")
FORMER = re.compile(r"(?:\b[Ff]ormer|\bex-|\b[Ll]ate|\bthen[- ]|\b[Oo]utgoing)(?: [A-Z]\w+)? ?$")
FORMER_KO = re.compile(r"(?:^|\s)(?:전|전임|고)\s*$")
BRACKET = re.compile(r" ?\((?:[A-Z][A-Za-z]+, |이하 [^()]{1,12}, )?$")
KOREAN_WORD = re.compile(r"(?:^|(?<=[^가-힣A-Za-z]))([가-힣]{1,7}|[尹李文朴金]) ?$")
_SURNAMES_KO = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소"
    "석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
KOREAN_NAME = re.compile(rf"[{_SURNAMES_KO}][가-힣]{{1,2}}")
KOREAN_GAP = re.compile(r"(?:의|측)?[ ]?((?:[가-힣]+ ){0,2}?[가-힣]*) ?")
BRACKETED_NAME = re.compile(r" ([가-힣]{2,4})(?=[),，·])")
PARTICLE_END = frozenset("은는을를에의와과로도서게며고")
PLACE = re.compile(  # before a capital that is only where something happens
    r"(?:\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]utside|[Aa]round|[Vv]ia|[Tt]hrough|"
    r"[Vv]isit(?:s|ed|ing)?|[Tt]oward|of|for|downtown|[Ll]eft|[Ll]eaving|[Rr]eached|Downtown|"
    r"greater|across)(?: the| downtown)?|[A-Z]\w*|[,(/])\s?$"
)
AT_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Oo]utside|[Vv]isit(?:s|ed)?)(?: the)? $")
NO_ACTOR = re.compile(
    r"(?:,|\)|/|-| (?:[A-Z0-9(]|on\b|in\b|this\b|today\b|last\b|next\b|area|time)|\.\s*$)"
)
LISTED = re.compile(
    r"\)?(?:\s*[,·ㆍ‧/、;]\s*(?:and )?(?:및 )?(?:the )?|\s+and (?:the )?|(?:와|과)\s|\s및\s|-|–)\(?"
)
GOVERNING = (" 정부", " 대통령", " 총리", " 외교", " 당국", " 공화국", " 국방", " 대사")
ALONE_SHORT = frozenset("미영일러독불프")  # written before an office without a mark: 미 국무장관
MINISTRY = re.compile(r"(?:부|처|청|성|위원회|원|연구소|Department|Ministry|Office|Agency)")
STATE_OFFICES_NOT = frozenset(  # offices that a state's name alone does not explain
    (
        *("legislator", "professor", "central-banker", "agency-head", "chief-executive"),
        *("speaker", "chief-of-staff"),
    )
)
