"""The built wheel, installed alone, works in an empty folder far from the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    left_out = shutil.ignore_patterns("public", ".git", ".kazarchive", ".venv*", "__pycache__")
    shutil.copytree(ROOT, source, ignore=left_out)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps"]
    run(*pip, "--wheel-dir", folder, source, cwd=folder)
    return next(folder.glob("kazarchive-*.whl"))


def test_the_theme_travels_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"kazarchive/theme/{path.relative_to(ROOT).as_posix()}" in names
    assert {"kazarchive/catalogue/archive.sql", "kazarchive/state/build.sql"} <= names
    assert "kazarchive/importing/starter/welcome.kk.md" in names
    assert "kazarchive/importing/report.html" in names
    assert "kazarchive/py.typed" in names


def test_the_installed_program_works_in_an_empty_folder(
    wheel: Path, tmp_path: Path, long: bool
) -> None:
    """With the libraries that it asks for, or else with those that are here."""
    environment, here = tmp_path / "environment", tmp_path / "empty"
    here.mkdir()
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=tmp_path)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--quiet"]
    run(*pip, *([] if long else ["--no-deps"]), str(wheel), cwd=here)
    if not long:
        place = {"base": str(environment), "platbase": str(environment)}
        own = Path(sysconfig.get_path("purelib", vars=place))
        (own / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    new = run(programs / "kazarchive", "init", "x", "--base-url", "https://x.example/", cwd=here)
    assert new.splitlines()[0] == "kazarchive build --root x"
    files = [path for path in (here / "x").rglob("*") if path.is_file()]
    assert 0 < len(files) <= 8
    assert "Built 3 articles" in run(programs / "kazarchive", "build", "--root", "x", cwd=here)
    page = (here / "x" / "public" / "kk" / "index.html").read_text("utf-8")
    assert "Мұрағатқа қош келдіңіз" in page
    assert (here / "x" / "public" / "static" / "style.css").is_file()
    assert "Nothing found" in run(programs / "kazarchive", "check", "--root", "x", cwd=here)
