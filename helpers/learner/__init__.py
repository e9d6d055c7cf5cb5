"""The learner's side: the list of lessons, progress, own copies of the exercises, the environment."""

from helpers.learner.environment import check_environment
from helpers.learner.lessons import LESSONS
from helpers.learner.progress import done, progress_figure

__all__ = ["LESSONS", "check_environment", "done", "progress_figure"]
