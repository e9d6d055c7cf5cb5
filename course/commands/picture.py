"""Draw the picture of the README."""

import argparse

from course.venv import ROOT
from helpers.diagrams import folded_and_unrolled
from helpers.plotting.style import picture

PICTURE = ROOT / "notebooks" / "pictures" / "unrolled.png"


def main(arguments):
    argparse.ArgumentParser(prog="python -m course picture", description=__doc__).parse_args(arguments)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(draw())


def draw():
    return picture(folded_and_unrolled(title="One cell, used at every step"))
