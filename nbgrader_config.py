"""Settings of nbgrader, which reads them when its commands run in this folder."""

c = get_config()  # noqa: F821 - nbgrader defines it

c.CourseDirectory.course_id = "rnn-course"
c.CourseDirectory.source_directory = "notebooks/solutions"
c.CourseDirectory.release_directory = "notebooks/exercises"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.db_url = "sqlite:///gradebook.db"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ClearSolutions.text_stub = "Your answer."

c.ExecutePreprocessor.timeout = 30  # seconds a cell
c.OverwriteCells.add_missing_cells = True  # a check cell that a student deleted
