"""Says which process answers."""
import os


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"process {os.getpid()}\n".encode()]
