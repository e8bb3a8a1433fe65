"""Says which instance answers."""
import os


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.environ['WEB_NAME']}\n".encode()]
