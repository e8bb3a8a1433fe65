"""The web application: POST /count?to=N puts a task into the queue."""
import os
from urllib.parse import parse_qs

from redis import Redis
from rq import Queue

queue = Queue(connection=Redis.from_url(os.environ["RQ_REDIS_URL"]))


def application(environ, start_response):
    path = environ["PATH_INFO"]
    status, text = "200 OK", "ok\n"
    if path == "/count" and environ["REQUEST_METHOD"] == "POST":
        to = int(parse_qs(environ["QUERY_STRING"]).get("to", ["10"])[0])
        status, text = "202 Accepted", queue.enqueue("tasks.count", to).id + "\n"
    elif path != "/health":
        status, text = "404 Not Found", "there is /health and /count\n"
    start_response(status, [("Content-Type", "text/plain")])
    return [text.encode()]
