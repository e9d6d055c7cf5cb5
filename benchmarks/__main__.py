"""`python -m benchmarks`: the speed of the library, as ratios of medians in one process, one BLAS thread.

Exits with 1 when a target is missed. PyTorch is compared where it is installed.
"""

import os
import sys

# Before NumPy is loaded, which reads them once.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

from benchmarks import attention, growth, importing, recurrent, training

sys.exit(max([part.report() for part in (importing, recurrent, attention, growth, training)]))
