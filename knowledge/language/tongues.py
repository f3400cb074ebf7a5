"""Says when a message is likely not in English: by its script, or by its small words. Knows the plainest words of care."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Optional

from knowledge.store import Store

# A script, and the language it most often means here; Urdu is told from Arabic by letters of its own.
_SCRIPTS = {
    "ARABIC": "ar", "CYRILLIC": "ru", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "DEVANAGARI": "hi", "TAMIL": "ta",
    "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "HEBREW": "he", "ETHIOPIC": "am",
    "THAI": "th", "ARMENIAN": "hy", "GEORGIAN": "ka", "TELUGU": "te", "SINHALA": "si", "MALAYALAM": "ml",
}
_URDU, _PERSIAN, _UKRAINIAN, _BULGARIAN = set("ٹڈڑںےہھ"), set("پچژگ"), set("іїєґ"), set("ъщ")
_FEWEST_WORDS, _FEWEST_STRANGE = 3, 2
# Small words that are common in one language and no words of English.
_SMALL = {
    "pl": "jestem nie jest się sie czy jak co mam chcę chce w na z do że ze dla mogę moge dzień dobry proszę prosze pracuję pracuje szkole po to ile kosztuje kurs jako gdzie zostać zostac lub bo tak już mnie",
    "ro": "sunt și si nu este în eu la cu pentru ce cum vreau să sa un o de din care mai bună buna ziua lucrez școală scoala pot cât cat costă costa fac ca asistent unde",
    "pt": "eu sou não nao é e uma um o os as de do da em para com que como quero trabalho escola posso quanto custa curso bom dia obrigado obrigada meu minha tenho no na ser onde",
    "es": "yo soy no es y una un el la los las de del en para con que cómo como quiero trabajo escuela puedo cuánto cuanto cuesta curso hola buenos días dias gracias tengo ser donde dónde me mi estoy",
    "fr": "je suis ne pas est et une un le la les des du de en pour avec que comment veux travaille école ecole puis combien coûte coute bonjour merci j'ai mon ma dans devenir où nous vous peux c'est",
    "it": "io sono non è e una un il la gli di del in per con che come voglio lavoro scuola posso quanto costa corso ciao buongiorno grazie ho mio mia dove diventare",
    "de": "ich bin nicht ist und eine ein der die das den von für mit dass wie möchte arbeite schule kann viel kostet kurs guten tag danke habe mein meine wo werden zu",
    "lt": "aš esu ne yra ir kaip noriu dirbu mokykloje mokykla galiu kiek kainuoja laba diena ačiū man kur būti su",
    "tr": "ben bir ve bu için nasıl istiyorum çalışıyorum okulda okul ne kadar merhaba teşekkürler değil var yok mı mi nerede olmak",
    "so": "waxaan waxan rabaa rabo inaan noqdo macallin shaqeeyaa dugsi dugsiga iskuulka sidee ayaan helaa koorso maxaa mahadsanid ahay iyo oo ah ku ka waa ma",
    "sq": "unë une jam dhe nuk është eshte një nje si dua punoj shkollë shkolle sa kushton për per me të te në ne",
    "cy": "dw dwi rydw rwy rwyn yn mae ddim eisiau isio gwybod sut beth ble pryd gyda gan ac neu ond gweithio ysgol gegin cegin cwrs athrawes athro hyfforddiant faint diolch bore prynhawn shwmae helo fi fy ydw ydych chi plant cymorth cymhwyster lefel fod bod am dysgu mewn fel cael oes gwneud",
    "ur": "mein mujhe hoon hun hai hain ka ki ke ko se nahi nahin kya kaise kitna kitne chahta chahti chahiye karna karti karta kaam mera meri aap ap yeh woh aur lekin mai sakti sakta banna assalam alaikum shukriya bachon baray liye hona kar rahi raha kahan kab",
    "bn": "ami aami amar amake amare apni afne ki kita kivabe kemne kilan koto kaj kham kori korte korbo kormu koram chai sai ache ase nai na bhalo valo bala dhonnobad theke jonno ekta hote hoite parbo parmu fari korta lagbo lagbe",
    "hu": "én vagyok nem és egy az hogyan szeretnék dolgozom iskolában mennyibe kerül jó napot köszönöm hol van",
}
_LETTERS = {"pl": "łąęśżźćń", "ro": "ăâîșțşţ", "pt": "ãõ", "es": "ñ¿¡", "tr": "ışğ", "hu": "őű", "de": "ßäöü", "lt": "ėįųūč", "fr": "œèêà"}
_ENGLISH = set(
    "i im i'm am the a an and or but is are was be to of in on for with my me we you it that this what how why when where who can do "
    "does did have has had got not no don't dont want need would like work job school as at from if so just about which they he she "
    "there their there's will get been any some more help please one course level training hello yes ta so por".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def language(text: str, store: Store) -> str | None:
    """The code of the language a text seems to be in, or None for English and wherever there is doubt.

    Short answers ("chef de cuisine", "dinner lady") give None, unless they are in another script.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return None
    foreign = [c for c in letters if not unicodedata.name(c, "LATIN").startswith(("LATIN", "FULLWIDTH LATIN", "MODIFIER"))]
    if len(foreign) * 2 > len(letters):
        return _by_script(foreign)
    return _by_small_words(text.lower().replace("’", "'"), _english(store))


def _by_script(letters: list[str]) -> str:
    if _URDU & set(letters):
        return "ur"
    if _PERSIAN & set(letters):
        return "fa"
    if _UKRAINIAN & set(letters):
        return "uk"
    if _BULGARIAN <= set(letters):
        return "bg"
    counts: dict[str, int] = {}
    for letter in letters:
        script = unicodedata.name(letter, "?").split()[0]
        counts[script] = counts.get(script, 0) + 1
    return _SCRIPTS.get(max(counts, key=counts.get), "other")


@lru_cache(maxsize=4)
def _english(store: Store) -> frozenset[str]:
    """The words of our own questions and answers: "come" and "in" are small words elsewhere, and English too."""
    texts = (text for record in store.all("open_questions") for text in (record.question, record.answer, *record.variants))
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


def _by_small_words(text: str, known: frozenset[str]) -> str | None:
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return None
    if sum(word not in known for word in words) < _FEWEST_STRANGE:
        return None
    english = sum(word in _ENGLISH for word in words)
    scores = {
        code: sum(word in small for word in words) + sum(any(c in _LETTERS.get(code, "") for c in word) for word in words)
        for code, small in _WORDS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    enough = scores[best] >= 2 and scores[best] >= 0.3 * len(words)
    return best if enough and scores[best] > 1.5 * english else None


_WORDS = {code: set(small.split()) for code, small in _SMALL.items()}


def worry(text: str, store: Store) -> Optional[str]:
    """The kind of worry that a message shows in another language than English, by the plainest words for it."""
    folded = _folded(text)
    return next((kind for kind, pattern in _care_words(store) if pattern.search(folded)), None)


@lru_cache(maxsize=4)
def _care_words(store: Store) -> tuple[tuple[str, re.Pattern], ...]:
    found = []
    for kind in ("child", "self", "danger"):
        words = [_folded(word) for tongue in store.all("care_tongues") for word in getattr(tongue, kind)]
        # Some scripts put no space between words, and some put endings on them.
        ours = [rf"(?<!\w){re.escape(word)}(?!\w)" if word[:1].isascii() else re.escape(word) for word in words]
        if ours:
            found.append((kind, re.compile("|".join(ours))))
    return tuple(found)


def _folded(text: str) -> str:
    """Small letters without accents, so that "umrzec" is "umrzeć"."""
    bare = (c for c in unicodedata.normalize("NFD", text.lower().replace("ł", "l").replace("ı", "i").replace("’", "'")) if unicodedata.category(c) != "Mn")
    return " ".join("".join(bare).split())
