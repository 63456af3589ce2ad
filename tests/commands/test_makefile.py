"""The Makefile on a machine that lacks something: it names what, and what to install."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")


def make(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    """`make install` with a Python of our own, in an empty folder with our Makefile."""
    fake = folder / "python"
    fake.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    fake.chmod(0o755)
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return subprocess.run(
        ["make", "install", f"PYTHON={fake}"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_missing_venv_module_is_named_with_its_package(tmp_path: Path) -> None:
    done = make(tmp_path, f'case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"')
    assert done.returncode != 0
    assert "sudo apt-get install python3-venv" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_an_old_python_is_named_with_its_version(tmp_path: Path) -> None:
    done = make(tmp_path, 'case "$1" in -V) echo Python 3.9.2;; *) exit 1;; esac')
    assert done.returncode != 0
    assert "Dauys needs Python 3.11 or newer" in done.stdout
    assert "Python 3.9.2" in done.stdout


def test_make_alone_lists_what_it_can_do(tmp_path: Path) -> None:
    done = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True)
    for target in ("make run", "make test", "make install", "make check", "make bench"):
        assert target in done.stdout
