"""What a learner sees: figures, diagrams, live demos, exercise checks and progress."""
