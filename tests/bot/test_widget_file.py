"""GET /widget.js: one file, small enough for a slow line, made of every script that is needed."""
from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess

import pytest

from bot.channel import widget_file
from bot.channel.pages import WIDGET

# Gzipped, with the styles.
MOST_BYTES = 20 * 1024


@pytest.fixture(scope="module")
def made() -> widget_file.WidgetFile:
    return widget_file.made(WIDGET)


def test_it_is_at_most_20_kilobytes_on_the_line(made):
    assert len(made.gzipped) <= MOST_BYTES
    assert gzip.decompress(made.gzipped) == made.plain


def test_every_script_of_the_folder_is_in_it_each_after_what_it_needs():
    order = widget_file.order(WIDGET)
    assert sorted(order) == sorted(path.name for path in WIDGET.glob("*.js"))
    for place, name in enumerate(order):
        needed = re.findall(r'from "\./([^"]+)"', (WIDGET / name).read_text(encoding="utf-8"))
        assert set(needed) <= set(order[:place]), name


def test_the_scripts_share_one_scope_without_taking_a_name_from_each_other():
    names = []
    for path in WIDGET.glob("*.js"):
        names += re.findall(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(set(names))


def test_everything_that_is_brought_in_is_given_out():
    for path in WIDGET.glob("*.js"):
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./([^"]+)";$', path.read_text(encoding="utf-8"), re.MULTILINE):
            given = re.findall(r"^export (?:async )?(?:const|let|function|class) (\w+)", (WIDGET / source).read_text(encoding="utf-8"), re.MULTILINE)
            assert {name.strip() for name in names.split(",")} <= set(given), (path.name, source)


def test_nothing_of_a_module_is_left_in_it(made):
    assert not re.search(rb"^\s*(import|export) ", made.plain, re.MULTILINE)


@pytest.mark.skipif(not shutil.which("node"), reason="no node on this machine; the browser tests run the file")
def test_it_can_be_read_as_a_script(made, tmp_path):
    (tmp_path / "widget.js").write_bytes(made.plain)
    assert subprocess.run(["node", "--check", tmp_path / "widget.js"], capture_output=True).returncode == 0


def test_the_styles_are_in_it_whole(made):
    styles = json.loads(re.search(rb"^const STYLES = (.*);$", made.plain, re.MULTILINE).group(1))
    written = (WIDGET / widget_file.STYLES).read_text(encoding="utf-8")
    for selector in re.findall(r"^(\.[a-z-]+) \{", written, re.MULTILINE):
        assert selector in styles


def folder(path, **files):
    for name, text in files.items():
        (path / f"{name}.js").write_text(text, encoding="utf-8")
    (path / widget_file.STYLES).write_text("", encoding="utf-8")
    return path


def test_a_script_that_is_missing_is_named(tmp_path):
    with pytest.raises(ValueError, match="element.js names other.js"):
        widget_file.joined(folder(tmp_path, element='import { a } from "./other.js";\n'))


def test_scripts_that_need_each_other_are_named(tmp_path):
    files = {"element": 'import { a } from "./b.js";\n', "b": 'import { c } from "./element.js";\nexport const a = 1;\n'}
    with pytest.raises(ValueError, match="need each other"):
        widget_file.joined(folder(tmp_path, **files))


def test_comments_and_indents_go_and_text_stays(tmp_path):
    text = '// a note\nconst a = "// no note"; \n  /* more\n notes */\n  const b = `x  y`;\n'
    made = widget_file.joined(folder(tmp_path, element=text))
    assert "a note" not in made and "more" not in made and '"// no note"' in made and "`x  y`" in made
