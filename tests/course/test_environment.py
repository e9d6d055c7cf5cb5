"""The three lists of dependencies say the same, and what is installed is what they say."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import rattler
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from course.venv import ROOT

CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # conda's matplotlib without a window system
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())


def learner():
    """The dependencies of a learner by name, as pyproject.toml has them."""
    requirements = [Requirement(text) for text in PROJECT["dependencies"]]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def conda():
    """The dependencies of environment.yml by the name that pip uses, as conda's own parser reads them."""
    specs = [rattler.MatchSpec(text) for text in CONDA["dependencies"] if isinstance(text, str)]
    return {CONDA_NAMES.get(spec.name.normalized, spec.name.normalized): spec for spec in specs}


def pins(lock):
    """The requirements of a lock file that hold on this machine."""
    lines = [line for line in (ROOT / lock).read_text().splitlines() if line and not line.startswith("#")]
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(r.name): r for r in requirements if r.marker is None or r.marker.evaluate()}


def test_conda_and_pyproject_name_the_same_packages():
    assert set(conda()) == set(learner()) | {"python", "pip"}
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}
    assert CONDA["channels"] == ["conda-forge"]


@pytest.mark.parametrize("name", sorted({*learner(), "python"}))
def test_conda_and_pyproject_give_the_same_range(name):
    wanted = SpecifierSet(PROJECT["requires-python"]) if name == "python" else learner()[name].specifier
    assert SpecifierSet(str(conda()[name].version)) == wanted


@pytest.mark.parametrize("name", sorted(learner()))
def test_what_is_installed_lies_in_the_range(name):
    installed = importlib.metadata.version(name)
    assert learner()[name].specifier.contains(installed)
    assert rattler.VersionSpec(str(conda()[name].version)).matches(rattler.Version(installed))


@pytest.mark.parametrize("extra", sorted(set(PROJECT["optional-dependencies"]) - {"bench"}))
def test_the_lock_holds_every_extra(extra):
    for requirement in map(Requirement, [*PROJECT["dependencies"], *PROJECT["optional-dependencies"][extra]]):
        (pin,) = pins("requirements.lock")[canonicalize_name(requirement.name)].specifier
        assert requirement.specifier.contains(pin.version), requirement


def test_the_lock_of_the_benchmarks_agrees_with_the_other():
    bench, main = pins("requirements-bench.lock"), pins("requirements.lock")
    assert {"torch", "keras"} <= set(bench)
    for name in set(bench) & set(main):
        assert bench[name].specifier == main[name].specifier, name


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-bench.lock"])
def test_every_pin_is_one_exact_version(lock):
    for name, requirement in pins(lock).items():
        assert [s.operator for s in requirement.specifier] == ["=="], name


def test_installed_versions_are_those_of_the_lock():
    wanted = {name: Version(next(iter(r.specifier)).version) for name, r in pins("requirements.lock").items()}
    assert {name: Version(importlib.metadata.version(name)) for name in wanted} == wanted


def test_nothing_that_is_installed_lacks_what_it_needs():
    check = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout


def test_no_tracked_file_names_a_package_index():
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    option = re.compile(
        rb"^\s*(--(extra-)?index-url|--find-links|-i|-f)[ =]+\S|pypi\.org/simple|file://", re.M
    )
    for name in filter(None, names.split("\0")):
        path = ROOT / name
        if path.is_file() and path != Path(__file__).resolve():
            assert not option.search(path.read_bytes()), name
