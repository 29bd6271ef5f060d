"""Single questions: whether a server answers at all, and as it should."""
import http.client
import socket

from subjects import SUBJECTS, validate, validate_by_id

FIXED = ("fixed", "kept")  # as long as the first person's answer


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
    """Every request that is sent again and again, once. Whoever looks a token up must answer as
    much as doorward does."""
    for person in people:
        bodies = {each: body_of(each, ports[each.name], person) for each in SUBJECTS
                  if not each.unseen}
        lengths = {each.name: len(body) for each, body in bodies.items()
                   if each.request in (validate, validate_by_id) and each.server not in FIXED}
        if len(set(lengths.values())) != 1:
            raise RuntimeError(f"answers of different lengths: {lengths}")
