"""Single questions: whether a server answers at all, and as it should."""
import http.client

from subjects import validate, validate_by_id

FIXED = ("bare", "fixed", "kept")  # as long as the first person's answer


def ask(port, request, method="GET"):
    """Status and body; status 0 when nobody answers."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        client.request(method, request.path, request.body or None, request.headers)
        answer = client.getresponse()
        return answer.status, answer.read().decode()
    except OSError as error:
        return 0, str(error)
    finally:
        client.close()


def body_of(subject, port, asker):
    """What this person, or member, is answered; RuntimeError for another status than the
    subject's."""
    request = subject.request(asker)
    status, body = ask(port, request, subject.method)
    if status != subject.status:
        raise RuntimeError(f"{subject.name} answers {request.path} with {status}: {body}")
    return body


def is_fixed(subject):
    """Whether its answer is none to the question."""
    return subject.server.startswith(FIXED)


def alike(answers):
    """RuntimeError when these, by the names of their subjects, differ."""
    if len(set(answers.values())) > 1:
        raise RuntimeError(f"answers that should be alike: {answers}")


def examine_tokens(subjects, ports, people):
    """Every request that is sent again and again, once. Whoever looks a token up must answer as
    much as doorward does, and fixed answers must be the same ones."""
    for person in people:
        bodies = {each: body_of(each, ports[each.name], person) for each in subjects}
        alike({each.name: body for each, body in bodies.items() if is_fixed(each)})
        alike({each.name: len(body) for each, body in bodies.items()
               if each.request in (validate, validate_by_id) and not is_fixed(each)})


def examine_member(subject, port, member):
    """Its request once: an introspection must find the token to be active."""
    body = body_of(subject, port, member)
    if subject.name.startswith("introspect") and '"active":true' not in body:
        raise RuntimeError(f"{subject.name} answers {body}")
