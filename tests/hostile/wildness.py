"""Requests that no browser makes: each from one seeded source, so that every one can be made again."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

METHODS = (
    ["GET"] * 6 + ["POST"] * 8 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
)
HUGE = 26 * 1024 * 1024  # bytes: one more than the largest file that the hub takes

WORDS: list[str] = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "999999999999999999999999",
    "9223372036854775808",
    "1e308",
    "NaN",
    "٣",
    "null",
    "true",
    "[]",
    "{}",
    "None",
    "\x00",
    "a\x00b",
    "\ud7ff",
    "\u202eevil",
    "\u200b",
    "ﷺ" * 30,
    "😀" * 50,
    "Ω≈ç√∫",
    "Πρόγραμμα εργασίας",
    "<script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "' OR 1=1 --",
    "1; DROP TABLE network_user",
    "{{ 7*7 }}{% debug %}",
    "%s%n%x",
    "../../../../etc/passwd",
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "2026-13-45",
    "0000-00-00",
    "9999-12-31",
    "2026-02-30T25:61",
    "a@b",
    "x" * 300 + "@alma.example",
    "=cmd|' /C calc'!A0",
    "AND OR NOT NEAR(",
    '"unclosed',
    "*",
    "^a*",
    "x" * 10_000,
    "<p>" * 2_000,
    "- " * 3_000,
    "11111111-1111-4111-8111-111111111111",
    "en",
    "xx",
    "SE",
    "SE33",
]
PARAMETERS = [
    "q",
    "page",
    "p",
    "next",
    "back",
    "language",
    "lang",
    "country",
    "role",
    "region",
    "sector",
    "until",
    "from",
    "to",
    "since",
    "kind",
    "person",
    "organisation",
    "record",
    "state",
    "format",
    "order",
    "sort",
    "limit",
    "offset",
    "view",
    "field",
    "token",
    "key",
    "version",
    "a",
    "b",
]
HEADERS: dict[str, list[str]] = {
    "Accept": ["application/json", "*/*;q=nonsense", "text/calendar"],
    "Accept-Language": ["xx", "da;q=9", "," * 500, "zh-Hant;q=0.1,*"],
    "Accept-Encoding": ["br;q=1, gzip;q=0, *", "nonsense"],
    "Authorization": ["Basic !!!", "Bearer x.y.z", "Basic YTpi"],
    "Content-Type": ["application/json", "text/xml", "multipart/form-data", "x/y; charset=none"],
    "Content-Length": ["0", "-5", "abc", "1"],
    "Cookie": ["sessionid=../../x; csrftoken=%00", "sessionid=" + "a" * 4000, "=;=;="],
    "Host": ["evil.example", "localhost:99999", "[::1", "a" * 300],
    "If-Modified-Since": ["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"],
    "If-None-Match": ["*", '"x"', "W/"],
    "Origin": ["null", "https://evil.example"],
    "Range": ["bytes=0-0", "bytes=-1", "bytes=5-1", "bytes=a-b,,"],
    "Referer": ["https://evil.example/", "javascript:1", "\\\\evil"],
    "User-Agent": ["", "x" * 5000],
    "X-Forwarded-For": ["127.0.0.1", "' OR 1=1", "::1, nonsense"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["https", "gopher"],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-Requested-With": ["XMLHttpRequest"],
}
TAILS = [
    "",
    "",
    "",
    "x/",
    "/",
    "//",
    "%00",
    "..%2f",
    "%ff%fe",
    "?",
    ";a=b",
    "é/",
    "0/",
    "9" * 30 + "/",
]
NUMBERS = ["0", "-1", "9" * 12, "9" * 30, "1e3", "٣", "%00", "1'"]


@dataclass
class Wild:
    """One request; `describe()` says enough to send it again."""

    role: str
    method: str
    path: str
    data: Any = None
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def describe(self) -> str:
        return (
            f"{self.role} {self.method} {self.path[:200]!r} {self.content_type} "
            f"{repr(self.data)[:500]} {repr(self.headers)[:200]}"
        )


def word(random: Random) -> str:
    return random.choice(WORDS)


def upload(random: Random) -> SimpleUploadedFile:
    """Files that are broken, lie about what they are, or have impossible names."""
    name = random.choice(
        [
            "a.png",
            "a.pdf",
            "a.docx",
            "../../a.txt",
            "a\x00.png",
            "x" * 300 + ".jpg",
            ".htaccess",
            "",
            "a",
        ]
    )
    content = random.choice(
        [
            b"",
            b"\x89PNG\r\n\x1a\n" + random.randbytes(200),
            b"%PDF-1.7\n" + random.randbytes(200),
            b"PK\x03\x04" + random.randbytes(200),
            b"GIF89a" + b"\xff" * 20,
            b"<svg onload=alert(1)>",
            random.randbytes(2_000),
        ]
    )
    if random.random() < 0.005:
        content = b"0" * HUGE
    kind = random.choice(["image/png", "application/pdf", "text/html", "x", ""])
    return SimpleUploadedFile(name or "nameless", content, kind)


def query(random: Random) -> str:
    pairs = [
        f"{quote(random.choice(PARAMETERS))}={quote(word(random).encode(errors='replace'))}"
        for _ in range(random.randint(1, 4))
    ]
    return "?" + "&".join(pairs)


def bent(random: Random, path: str) -> str:
    """The path, mostly as it is; sometimes with other numbers, other slugs or something behind it."""
    path = path.partition("?")[0]
    kind = random.random()
    if kind < 0.15:
        parts = [
            random.choice(NUMBERS) if part.isdigit() or random.random() < 0.1 else part
            for part in path.strip("/").split("/")
        ]
        path = "/" + "/".join(parts) + "/"
    elif kind < 0.25:
        path += random.choice(TAILS)
    elif kind < 0.3:
        path = "/" + random.choice(["da", "sv", "xx", "EN"]) + path[3:]
    return path + (query(random) if random.random() < 0.4 else "")


def headers(random: Random) -> dict[str, str]:
    if random.random() < 0.6:
        return {}
    names = random.sample(sorted(HEADERS), random.randint(1, 3))
    return {name: random.choice(HEADERS[name]) for name in names}


def spoilt(random: Random, values: dict[str, Any], files: list[str]) -> dict[str, Any]:
    """A form as it was shown, with a few of its fields gone wild."""
    data = dict(values)
    for name in random.sample(sorted(data), min(len(data), random.randint(1, 3))):
        kind = random.random()
        if kind < 0.15:
            del data[name]
        elif kind < 0.3:
            data[name] = [word(random), word(random)]
        elif kind < 0.35:
            data[name] = upload(random)
        else:
            data[name] = word(random)
    for name in files:
        if random.random() < 0.7:
            data[name] = upload(random)
    if random.random() < 0.2:
        data[random.choice(PARAMETERS)] = word(random)
    return data


def body(random: Random) -> tuple[Any, str]:
    """Something that is no form of ours: (content, content type)."""
    return random.choice(
        [
            ({random.choice(PARAMETERS): word(random) for _ in range(3)}, ""),
            (json.dumps({"a": [1, {"b": None}]}), "application/json"),
            (b"{", "application/json"),
            (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
            (random.randbytes(300), "application/octet-stream"),
            (b"a=1&" * 6000, "application/x-www-form-urlencoded"),
            (b"%ff%fe=%00&=&&;", "application/x-www-form-urlencoded; charset=utf-16"),
            (b"x" * 3_000_000, "text/plain"),
        ]
    )
