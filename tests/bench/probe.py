"""Single questions: whether a server answers at all, and as it should."""
import http.client
import socket

from subjects import SUBJECTS


def accepts(path):
    """Whether somebody listens on this unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def free_ports(count):
    """Ports of 127.0.0.1 that nobody uses at this moment."""
    opened = [socket.socket() for _ in range(count)]
    for each in opened:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in opened]
    for each in opened:
        each.close()
    return ports


def ask(port, path, token="", method="GET"):
    """Status and body; status 0 when nobody answers."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        client.request(method, path, headers={"Authorization": f"Bearer {token}"} if token else {})
        answer = client.getresponse()
        return answer.status, answer.read().decode()
    except OSError as error:
        return 0, str(error)
    finally:
        client.close()


def body_of(subject, port, person):
    """What this person is answered; RuntimeError for another status than the subject's."""
    path, token = subject.request(person)
    status, body = ask(port, path, token, subject.method)
    if status != subject.status:
        raise RuntimeError(f"{subject.name} answers {path} with {status}: {body}")
    return body


def examine(ports, people):
    """Every request that is sent again and again, once."""
    for subject in SUBJECTS:
        for person in people:
            body_of(subject, ports[subject.name], person)
