"""Reads the mails that a mail server kept, and the calendars in them, as a mail program would."""

import datetime
import email.policy
import pathlib
import zoneinfo


class Mail:
    def __init__(self, content):
        self._message = email.message_from_bytes(content, policy=email.policy.default)
        self.to, self.subject, self.id = self._message["To"], self._message["Subject"], self._message["Message-ID"].strip("<>")
        self.parts = {part.get_content_type(): part for part in self._message.walk() if not part.is_multipart()}

    def text(self, kind="text/plain"):
        return self.parts[kind].get_content()


def read(folder):
    """Oldest first, as far as file names tell."""
    return [Mail(path.read_bytes()) for path in sorted((pathlib.Path(folder) / "new").iterdir())]


class Component:
    """BEGIN:name ... END:name of RFC 5545, unfolded."""

    def __init__(self, name):
        self.name, self.properties, self.children = name, [], []

    def all(self, name):
        """(parameters, value) of every property of that name."""
        return [(parameters, value) for key, parameters, value in self.properties if key == name]

    def value(self, name):
        (_, value), = self.all(name)
        return value

    def time(self, name):
        """The instant, by the zone that the property names."""
        (parameters, value), = self.all(name)
        if value.endswith("Z"):
            return datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
        return datetime.datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zoneinfo.ZoneInfo(parameters["TZID"]))

    def find(self, name):
        return [child for child in self.children if child.name == name]


def calendar(text):
    """The VCALENDAR; ValueError where the text breaks a rule of RFC 5545 that calendars insist on."""
    if not text.endswith("\r\n") or text.replace("\r\n", "").count("\n"):
        raise ValueError("lines end by CR LF")
    if max(len(line.encode()) for line in text.split("\r\n")) > 75:
        raise ValueError("a line is longer than 75 octets")
    top = Component("")
    open_ones = [top]
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        if name == "BEGIN":
            open_ones.append(Component(value))
            open_ones[-2].children.append(open_ones[-1])
        elif name == "END":
            if open_ones.pop().name != value:
                raise ValueError(f"END:{value} without its beginning")
        else:
            open_ones[-1].properties.append((name, dict(parameter.split("=", 1) for parameter in parameters), value))
    (found,) = top.children
    return found
