"""Other languages: recognised, answered in their own words, and met with care."""
from __future__ import annotations

import pytest

from knowledge.language.intake import receive
from knowledge.language.tongues import language


@pytest.mark.parametrize(("text", "code"), [
    ("pracuję w kuchni w szkole i chcę zrobić kurs", "pl"), ("ile kosztuje ten kurs i jak długo trwa", "pl"),
    ("lucrez într-o școală și vreau să fiu asistent", "ro"), ("cat costa cursul si unde este", "ro"),
    ("dw i eisiau dysgu mwy am sut i fod yn athrawes", "cy"), ("rydw i'n gweithio mewn ysgol, faint yw'r cwrs", "cy"),
    ("مجھے اسکول میں کام کرنا ہے، کورس کتنے کا ہے", "ur"), ("main school mein kaam karti hoon aur mujhe course karna hai", "ur"),
    ("আমি স্কুলে রান্নাঘরে কাজ করি", "bn"), ("ami school e kaj kori, ami teacher hote chai", "bn"), ("ami ekta course korte chai kintu kemne korbo", "bn"),
    ("كيف يمكنني أن أصبح معلمة", "ar"), ("я працюю в школі і хочу вчитися", "uk"), ("trabalho numa escola e quero fazer um curso", "pt"),
    ("quiero ser maestra, cuánto cuesta el curso", "es"), ("waxaan rabaa inaan noqdo macallin", "so"),
    ("okulda çalışıyorum ve kurs istiyorum", "tr"), ("je voudrais un cours, combien ça coûte et où est-ce", "fr"),
])
def test_a_language_is_recognised(text, code, store):
    assert language(text, store) == code


@pytest.mark.parametrize("text", [
    "I am from Lodz and I want a course", "i work with Mrs Wójcik and Señora López", "am TA want be teacher how do", "I no have paper from my country",
    "ah cannae dae maths pal", "nowt me, ah'm just t'cleaner", "wha's it cost like", "I teach Welsh in Ysgol Dewi Sant", "my kids speak Urdu and Bangla at home",
    "hola im a cook", "bonjour and hello", "de rien", "ka pai", "se habla", "kam from Poland me", "main office in the main building",
    "am sai, a TA in y4", "I'm Ami, a TA", "hum along to the hymns", "in the UK I am cook no papers",
])
def test_english_is_left_alone(text, store):
    assert language(text, store) is None


@pytest.mark.parametrize(("text", "kind"), [
    ("chcę umrzeć", "self"), ("mąż mnie bije", "danger"), ("moje dziecko jest bite", "child"), ("nu mai vreau să trăiesc", "self"), ("sotul ma bate", "danger"),
    ("dw i eisiau marw", "self"), ("میں مرنا چاہتی ہوں", "self"), ("mera shohar mujhe marta hai", "danger"), ("আমার স্বামী আমাকে মারে", "danger"),
    ("ami morte chai", "self"), ("أريد أن أموت", "self"), ("زوجي يضربني", "danger"), ("хочу померти", "self"), ("чоловік мене б'є", "danger"),
    ("quero morrer", "self"), ("o meu marido bate-me", "danger"), ("quiero morir", "self"), ("su padre le pega al niño", "child"), ("je veux mourir", "self"),
])
def test_care_is_met_in_other_languages(text, kind, store):
    assert receive(text, store).care == kind


@pytest.mark.parametrize("code", ["pl", "ro", "cy", "ur", "bn", "ar", "uk", "pt", "es"])
def test_there_is_a_line_in_each_language(code, store):
    assert store.phrase(f"language-{code}")
