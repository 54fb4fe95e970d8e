"""A short life of a book: every type of entry, in an order that leaves something of everything."""

from datetime import date

from tests.book.desk import Desk
from tests.book.world import NEW, OLD, ORIGINS, SENTENCES, key, text_of

from pledgebook.book.entries import (
    CommitmentsMerged,
    CorrectionMade,
    ProgressNoted,
    SettingChanged,
    SummitAssigned,
)

HOST, FOREIGN, JOINT, SHARED, ASKED, MET, LAW, STANDARDS = SENTENCES
HERE, THERE, ELSEWHERE = ORIGINS
#: What the sentences are called where tests say which of them they expect.
NAMES = dict(
    zip(
        map(key, SENTENCES),
        ("host", "foreign", "joint", "shared", "asked", "met", "law", "standards"),
        strict=True,
    )
)


def tell(desk: Desk) -> Desk:
    """Write the story into a founded book.

    In the end: `host` leads `foreign` (amended), both accepted; `joint` is accepted by two and an
    orphan; `shared` awaits a second reviewer; `asked` is rejected; `met` is accepted; `law` lapsed;
    `standards` is proposed. The newer reader read `shared` and `asked`.
    """
    desk.add(HOST, FOREIGN, JOINT, origin=HERE, summit="seoul-2026")
    desk.add(HOST, SHARED, ASKED, origin=THERE, published=date(2026, 5, 22))
    third = desk.add(MET, LAW, STANDARDS, origin=ELSEWHERE, published=None)
    desk.accept(HOST)
    desk.write(CommitmentsMerged((key(HOST), key(FOREIGN)), 871, "같은 약속"))
    desk.amend(FOREIGN, author="lee", due="2027-03", action="안전 연구소의 문을 연다")
    desk.reject(LAW)
    desk.undo(LAW, author="lee")
    desk.write(SettingChanged("four-eyes", "on"))
    desk.accept(JOINT)
    desk.accept(JOINT, author="lee")
    desk.accept(SHARED, author="park")
    desk.write(SettingChanged("four-eyes", "off"))
    desk.merge(JOINT, SHARED)
    desk.split(SHARED)
    desk.refuse(HOST, SHARED)
    desk.accept(MET)
    desk.write(ProgressNoted(key(HOST), "under-way", "공사 중", ("https://one.example/p",)))
    desk.write(ProgressNoted(key(MET), "achieved"), SummitAssigned(third, "seoul-2026"))
    desk.write(SummitAssigned(key(JOINT), "paris-2027"))
    desk.write(CorrectionMade(5, "날짜를 잘못 적었다"))
    desk.add(HOST, FOREIGN, origin=HERE, summit="seoul-2026", published=date(2026, 5, 23))
    desk.read(text_of((HOST, SHARED, ASKED)), HOST, SHARED, ASKED, reader=NEW)
    desk.reject(ASKED, author="park")
    desk.read(text_of((MET, LAW, STANDARDS)), MET, STANDARDS, reader=OLD)
    return desk
