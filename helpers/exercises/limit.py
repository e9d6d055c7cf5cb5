"""A limit of time for a call in the notebook's own thread, on every system whose Python has threads.

A second thread waits, and then makes the interpreter raise TooLong where the call has got to, again and again
until it ends: so a bare `except:` in a student's loop does not keep it alive. Nothing runs slower for it. Two
things it does not stop: one call into C that never returns (`sum(itertools.count())`, `input()`), since an
exception arises between two steps of Python only; and anything in JupyterLite, where Python has no threads.
There the kernel's own Interrupt or Restart is what remains.
"""

import threading


class TooLong(BaseException):
    """Raised in a call that runs longer than it may; `except Exception` lets it pass."""


def within(seconds, function, *arguments):
    """Return function(*arguments). Raises: TooLong when that takes longer than `seconds`."""
    watch = _Watch(seconds)
    try:
        try:
            watch.start()
            return function(*arguments)
        finally:
            watch.end()
    except TooLong:
        watch.end()  # again, in case it came while the watch was being ended
        raise


class _Watch:
    """The thread that waits, and its end."""

    AGAIN = 0.02  # seconds until TooLong is raised once more

    def __init__(self, seconds):
        self.caller, self.over = threading.get_ident(), threading.Event()
        self.thread = threading.Thread(target=self._wait, args=(seconds,), daemon=True)

    def start(self):
        try:
            self.thread.start()
        except RuntimeError:  # no threads here, so no limit
            pass

    def _wait(self, seconds):
        while not self.over.wait(seconds):
            self._send(TooLong)
            seconds = self.AGAIN

    def _send(self, exception):
        """Have the exception raised in the caller's thread; None takes back one that was not raised yet."""
        import ctypes  # here: where there are no threads there may be no ctypes either

        raised = None if exception is None else ctypes.py_object(exception)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.caller), raised)

    def end(self):
        """End the thread, so that nothing is raised from now on."""
        ended = self.thread.ident is None
        while not ended:
            try:
                self.over.set()
                self.thread.join()
                self._send(None)
                ended = True
            except TooLong:
                pass
