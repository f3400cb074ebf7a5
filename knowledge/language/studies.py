"""What a degree or an examination is in, and whether it is from another country."""
from __future__ import annotations

import re

from knowledge.language.words import Word, joined

# School subjects besides English, maths and science.
OTHERS = set(
    "art history geography french german spanish italian polish urdu arabic welsh latin music drama pe re rs dance media business computing computers ict it law "
    "psychology sociology economics politics philosophy religion textiles cookery woodwork needlework typing catering photography engineering electronics accounts "
    "accounting commerce biology chemistry physics languages childcare".split()
)
# What else certificates are in.
_TRADES = set(
    "retail hairdressing beauty plumbing carpentry joinery bricklaying sport sports leisure tourism travel horticulture agriculture mechanics warehousing floristry health nursing "
    "design fashion accountancy hospitality construction painting decorating electrical performing counselling youth agriculture animal equine marketing "
    "theology divinity zoology botany geology astronomy archaeology anthropology criminology linguistics journalism film theatre architecture statistics management business "
    "education teaching biochemistry microbiology biomedical genetics ecology pharmacy pharmacology physiotherapy radiography midwifery optometry veterinary dentistry medicine "
    "classics humanities mathematics ceramics illustration animation printing publishing librarianship policing logistics forestry landscape jewellery sculpture".split()
)
_STUDIED = OTHERS | _TRADES | {"english", "maths", "science"}
_SECOND = {"studies", "education", "literature", "technology", "science", "tech", "economics", "design", "development", "care", "graphics"}
_OF_TWO = {
    "fine art", "home economics", "domestic science", "food tech", "food technology", "design technology", "religious studies", "business studies", "media studies",
    "social care", "child development", "physical education", "computer science", "technical drawing", "english literature", "sports science", "child care",
}
# Between the name of a certificate and what it is in: "BA (Hons) in history", "degree - psychology".
_ON_THE_WAY = set("degree ( ) hons honours : level , - – = 2:1 2:2".split())
# In brackets after a degree these tell of something else.
_NO_SUBJECT = set("open ou university uni college school from at online home distance class first second third pass distinction merit level years year not never yes no".split())
_CUT_SHORT = {"ed": "education", "psych": "psychology", "geog": "geography", "lit": "literature", "lang": "language", "bio": "biology", "chem": "chemistry", "pol": "politics", "hist": "history", "maths": "maths", "soc": "sociology"}
_KINDS = set("applied modern general human social early sports sport business food fine health performing computer combined creative public child childhood professional primary secondary special inclusive community environmental marine political international".split())
_WITH_AND = {
    "health and social care", "hair and beauty", "travel and tourism", "leisure and tourism", "art and design", "design and technology", "hospitality and catering", "catering and hospitality", "painting and decorating",
    "business and finance", "health and safety", "food and nutrition", "sport and exercise", "education and training", "dance and drama", "music and drama", "religion and philosophy", "sport and leisure",
}
_FAR = 12
_A_GRADE = re.compile(r"[pmd]{2,3}|pass|passed|merit|distinction|credit|credits|graduated|level|first|third|class|hons")
# What a degree is in ends here.
_ENDS = set(
    "from at with and but from in i my but then now so which , . ; ! ? ( ) / - and/or plus also not or though when who because done did got have is was it grade a b c d e f g 2:1 2:2 "
    "want wanted wanting would like love hope hoping need needed looking trying working doing studying am have had been back before after since until while years year ago "
    "abroad overseas no never please if than as".split()
)
# After "and" these begin another certificate, and no second subject.
_ANOTHER = set("a an my i then now also hnc hnd nvq btec gcse igcse cse o level degree diploma certificate foundation pgce qts hlta first".split())
_MOST = 4
_COUNTRIES = (
    "poland romania ukraine bulgaria hungary lithuania latvia estonia slovakia slovenia croatia serbia bosnia albania kosovo moldova russia belarus turkey greece italy "
    "spain portugal france germany austria belgium holland netherlands ireland india pakistan bangladesh nepal sri_lanka afghanistan iran iraq syria lebanon egypt morocco "
    "algeria tunisia libya sudan eritrea ethiopia somalia kenya uganda tanzania nigeria ghana cameroon congo zambia zimbabwe south_africa malawi gambia sierra_leone jamaica "
    "trinidad barbados brazil colombia venezuela ecuador peru chile argentina bolivia mexico america usa canada australia new_zealand china hong_kong taiwan japan korea "
    "thailand vietnam malaysia indonesia philippines singapore saudi_arabia kuwait yemen jordan palestine israel czech_republic africa"
)
_NATIONS = (
    "polish romanian ukrainian bulgarian hungarian lithuanian latvian slovak croatian serbian albanian russian turkish greek italian spanish portuguese french german irish "
    "indian pakistani bangladeshi nigerian ghanaian kenyan ugandan somali iranian iraqi syrian egyptian moroccan brazilian colombian mexican american canadian australian "
    "chinese japanese korean vietnamese filipino jamaican foreign"
)
_PAPER = r"(?:degrees?|diplomas?|certificates?|bachelors?|masters?|qualifications?|baccalaureate|matric(?:ulation)?|leaving exams?|high school|teacher training|college|university)"
_HOME = r"(?:my (?:own |home )?country|back home|home country|another country|abroad|overseas)"
# Cities and states by which people tell where they studied.
_CITIES = (
    "kerala|punjab|gujarat|mumbai|bombay|delhi|calcutta|kolkata|chennai|madras|bangalore|hyderabad|lahore|karachi|islamabad|rawalpindi|dhaka|colombo|kathmandu|kabul|tehran|baghdad|damascus|cairo"
    "|lagos|ibadan|abuja|accra|kumasi|nairobi|kampala|harare|lusaka|johannesburg|cape town|durban|pretoria|warsaw|krakow|gdansk|wroclaw|poznan|lodz|bucharest|cluj|iasi|sofia|budapest|vilnius|kaunas|riga"
    "|prague|bratislava|kyiv|kiev|lviv|kharkiv|odesa|moscow|minsk|istanbul|ankara|athens|lisbon|porto|madrid|barcelona|seville|rome|milan|naples|paris|lyon|berlin|munich|vienna|amsterdam|brussels"
    "|dublin|cork|galway|manila|hong kong|beijing|shanghai|tokyo|sydney|melbourne|toronto|new york|kingston jamaica|west indies|sao paulo|rio|bogota|caracas|lima"
)
_NAMES = "|".join(_COUNTRIES.split()).replace("_", " ")
# Names that certificates have in other languages.
FOREIGN = (
    "magister magistr magisterka licencjat licenciatura licenciado licenciada titulo laurea diplom bakalavr bakalaur matura abitur bacalaureat bacalaureate maitrise attestat "
    "tecnico maestra maestro liceu lyceum technikum inzynier ausbildung profesorado"
).split()
_OF_ELSEWHERE = re.compile(
    rf"\b(?:(?:{'|'.join(FOREIGN)})(?: (?:degree|diploma|de|of|in)(?: \w+)?)?|diploma of (?:an? )?(?:teacher|nurse|engineer|economist|accountant|doctor|specialist|pedagog\w*|master|bachelor)|licen[cs]e in \w+)\b"
)
_FROM_ELSEWHERE = re.compile(
    rf"\b{_PAPER}(?: \w+){{0,4}}? (?:(?:from|in|back in|of|,|\() (?:the )?(?:{_HOME}|{_NAMES})|abroad|overseas|back home)\b|\b(?:{'|'.join(_NATIONS.split())}) {_PAPER}\b"
)
# "In Poland I was an accountant, with a diploma".
_THERE = re.compile(
    rf"\b(?:was|worked as|trained as|qualified as|been) (?:an? )?(?:\w+ ){{1,3}}in (?:{_NAMES}|{_HOME})\b(?! (?:school|road|street))(?: (?!here|england|uk)[\w,.;]+){{0,8}}? (?:with|have|had|got) (?:an? |my |the )?(?:\w+ )?{_PAPER}\b"
    rf"|\bin (?:{_HOME}) ?(?:, |\( )?(?:(?:{_NAMES}) ?(?:, |\) )?)?(?:(?:i|have|had|got|did|passed|my|an?|with|finished|studied|only) )*(?:\w+ )?(?:{_PAPER}|a levels?|o levels?)\b"
    rf"|\b(?:bachelors?|masters?|degree|diploma|certificate|b ?ed|bed|ba|bsc|ma|msc)\b(?: \w+){{0,4}}? ?(?:,|\(|from|at)? ?(?:the )?(?:university|college|institute) (?:of|in) (?:{_NAMES}|{_CITIES})\b"
    rf"|\b(?:bachelors?|masters?|degree|diploma)\b(?: \w+){{0,4}}? ?(?:,|\(|from|at) ?(?:the )?(?:{_CITIES})(?: university)?\b"
    rf"|\bin (?:{_NAMES}|{_HOME}) i (?:(?!here|england|uk|then|now|but|want)[\w,]+ ){{0,9}}?(?:with|have|had|got) (?:an? |my )?(?:\w+ )?(?:degrees?|diplomas?|certificates?|bachelors?|masters?|qualifications?)\b"
)
_A_PLACE = re.compile(rf"(?:the )?(?:{_HOME}|{_NAMES}|my|our)\b")
# A "diploma of a teacher" is in no subject of that name.
_PAPER_IN, _DEGREE_OF = re.compile(r"degrees?|bachelors?|masters?|diplomas?|certificates?|licen[cs]e"), re.compile(r"degree|bachelors?|masters?")


def subject_of(tokens: list[Word], start: int, end: int) -> str | None:
    """What the degree or the A level named in [start, end) is in, as a plain word; None where it is not said, or is several."""
    after = [t.text for t in tokens if t.start >= end][:_FAR]
    place = next((i for i, text in enumerate(after) if text not in _ON_THE_WAY), len(after))
    if place < len(after) and after[place] in ("in", "of"):
        return _plainly(after[place + 1:])
    if place < len(after) and (after[place] in _STUDIED or after[place] in _CUT_SHORT or after[place] in _KINDS and after[place + 1:place + 2] and after[place + 1] in _STUDIED):
        return _plainly(after[place:])
    if place and after[place - 1] == "(" and not set(after[place:after.index(")") if ")" in after else None]) & _NO_SUBJECT:
        return _plainly(after[place:])
    if place and after[place - 1] in ("hons", "honours"):
        return _plainly(after[place:])
    before = [t.text for t in tokens if t.end <= start][-2:]
    if before and before[-1] in _STUDIED:
        return " ".join(before) if " ".join(before) in _OF_TWO else before[-1]
    return None


def school_subjects(texts: list[str]) -> list[tuple[int, str]]:
    """(place, subject) of each school subject other than English, maths and science."""
    found, place = [], 0
    while place < len(texts):
        two = " ".join(texts[place:place + 2])
        if two in _OF_TWO or texts[place] in OTHERS and texts[place + 1:place + 2] and texts[place + 1] in _SECOND:
            found.append((place, two))
            place += 2
            continue
        if texts[place] in OTHERS - {"it", "re"}:
            found.append((place, texts[place]))
        place += 1
    return found


def from_elsewhere(tokens: list[Word]) -> tuple[int, int] | None:
    """The place in the text of a certificate that is said to be from another country, or None."""
    text = joined(tokens)
    said = _FROM_ELSEWHERE.search(text) or _OF_ELSEWHERE.search(text) or _THERE.search(text)
    if not said:
        return None
    place, within = 0, []
    for token in tokens:
        if place < said.end() and said.start() < place + len(token.text):
            within.append(token)
        place += len(token.text) + 1
    return within[0].start, within[-1].end


def subject_from_elsewhere(tokens: list[Word], start: int, end: int) -> str | None:
    """What a certificate from another country is in: "a degree in law from Ghana"."""
    within = [t for t in tokens if start <= t.start < end]
    for paper, small, what in zip(within, within[1:], within[2:]):
        told = small.text == "in" and _PAPER_IN.fullmatch(paper.text) or small.text == "of" and _DEGREE_OF.fullmatch(paper.text)
        if told and not _A_PLACE.match(joined([t for t in within if t.start >= what.start])):
            return _plainly([t.text for t in within if t.start >= what.start])
    return None


def _plainly(texts: list[str]) -> str | None:
    if " ".join(texts[:4]) in _WITH_AND or " ".join(texts[:3]) in _WITH_AND:
        return " ".join(texts[:4]) if " ".join(texts[:4]) in _WITH_AND else " ".join(texts[:3])
    kept: list[str] = []
    for text in texts:
        if text in _ENDS or text.isdigit() or len(kept) == _MOST or _A_GRADE.fullmatch(text):
            break
        kept.append(_CUT_SHORT.get(text, text))
    several = len(texts) > len(kept) and texts[len(kept)] == "and" and not set(texts[len(kept) + 1:len(kept) + 2]) & _ANOTHER
    if not kept or several and len(kept) == 1:
        return None
    return " ".join(kept)
