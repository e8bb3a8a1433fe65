"""What the worker can do."""
import time


def count(to):
    for number in range(1, to + 1):
        print("counted to", number, flush=True)
        time.sleep(1)
    return to
