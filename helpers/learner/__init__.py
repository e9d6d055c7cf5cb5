"""The learner's side: the list of lessons, their map, progress, own copies, the check of the environment."""

from helpers.learner.course_map import show_map
from helpers.learner.environment import check_environment
from helpers.learner.lessons import LESSONS
from helpers.learner.progress import done, progress_figure

__all__ = ["LESSONS", "check_environment", "done", "progress_figure", "show_map"]
