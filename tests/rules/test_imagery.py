"""No picture gets in as text, however it is spelled; words always do."""

import base64
import binascii
import gzip
import quopri
import re
import zlib
from hashlib import sha256
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules import NotAllowed
from sealing.imagery import refuse_imagery

REST = bytes(range(7, 247, 3)) + b"\0\1\2\3" * 30

# fmt: off
FORMATS = {
    "JPEG":  b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0",
    "PNG":   b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\2\x58",
    "GIF":   b"GIF89a\x40\1\xf0\0\xf7\0\0",
    "WEBP":  b"RIFF\x24\x3e\0\0WEBPVP8 \x18\x3e\0\0",
    "AVIF":  b"\0\0\0\x20ftypavif\0\0\0\0avifmif1",
    "HEIC":  b"\0\0\0\x24ftypheic\0\0\0\0mif1heic",
    "MP4":   b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "WEBM":  b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm",
    "PDF":   b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "ZIP":   b"PK\3\4\x14\0\x08\0\x08\0\x5b\x3c\x61\x57",
    "TIFF":  b"II*\0\x08\0\0\0\x0f\0\0\1\3\0",
    "BMP":   b"BM\x36\x0c\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x20\0\0\0",
}

SPELLINGS = {
    "bytes read as latin-1": lambda b: b.decode("latin-1"),
    "bytes read as UTF-8, replaced": lambda b: b.decode("utf-8", "replace"),
    "bytes read as UTF-8, escaped": lambda b: b.decode("utf-8", "surrogateescape"),
    "base64":             lambda b: base64.b64encode(b).decode(),
    "base64 for URLs":    lambda b: base64.urlsafe_b64encode(b).decode().rstrip("="),
    "base64 in lines":    lambda b: base64.encodebytes(b).decode(),
    "base64 in fours":    lambda b: " ".join(
        re.findall(".{4}", base64.b64encode(b).decode())),
    "base64 twice":       lambda b: base64.b64encode(base64.b64encode(b)).decode(),
    "base64 of gzip":     lambda b: base64.b64encode(gzip.compress(b, mtime=0)).decode(),
    "base64 of zlib":     lambda b: base64.b64encode(zlib.compress(b)).decode(),
    "base32":             lambda b: base64.b32encode(b).decode(),
    "base85":             lambda b: base64.b85encode(b).decode(),
    "ascii85, armoured":  lambda b: base64.a85encode(b, adobe=True).decode(),
    "uuencode, armoured": lambda b: "begin 644 a.bin\n" + "".join(
        binascii.b2a_uu(b[at:at + 45]).decode() for at in range(0, len(b), 45)) + "\nend",
    "hex":                lambda b: b.hex(),
    "HEX, spaced":        lambda b: b.hex(" ").upper(),
    "hex with colons":    lambda b: b.hex(":"),
    "0x list":            lambda b: ", ".join(f"0x{one:02X}" for one in b),
    "\\x escapes":        lambda b: "".join(f"\\x{one:02x}" for one in b),
    "a bytes literal":    repr,
    "percent escapes":    quote,
    "quoted-printable":   lambda b: quopri.encodestring(b).decode(),
    "hex in base64":      lambda b: base64.b64encode(b.hex().encode()).decode(),
    "data: address":      lambda b: f"data:image/x;base64,{base64.b64encode(b).decode()}",
}

PLACES = ["{}", "Seen on Monday.\n{}\nPlease look.", "photo: {} end"]

DATA_ADDRESSES = [
    "data:image/png;base64,AAAA", "DATA:image/png;BASE64,AAAA", "see dAtA:;base64,AAAA",
    "data: image/png ; base64 , AAAA", "d\na\tt\ra:image/png;base64,AAAA",
    "da\u200bta:image/png;base64,AAAA", "\uff44\uff41\uff54\uff41:image/png;base64,AAAA",
    "data:image/svg+xml,%3Csvg%3E", "data:image/\nsvg+xml,abc", "data:,abc",
    "data:text/plain;charset=utf-8,abc", "data%3Aimage%2Fpng%3Bbase64%2CAAAA",
    "&#100;ata:image/png;base64,AAAA",
]

MARKUP = [
    "<img src=x>", "<IMG/src=x>", "< img >", "<svg onload=x>", "<svg>", "</script >", "<script\n>",
    "<a href='//site.example'>x</a>", "<video controls src=x>", "<image xlink:x href = 'x'>",
    "<div class='a' onclick=x>", "<iframe >", "\uff1cimg src=x\uff1e", "<i\u200bmg src=x>",
]

HONEST = [
    "",
    "She found the photo on Monday. It is on three sites; he says he will not take it down.",
    "Elle a trouvé la photo lundi. “Je ne l'ai pas envoyée”, dit-elle… 写真は三つあります。",
    "写真" * 2000,
    "https://chatter.example/post/12345?ref=share&utm_source=mail#comments",
    "https://cdn.media.example/v/t51.2885-15/" + "4_" * 60 + "n.jpg?stp=dst-jpg&_nc_cat=1&oh=00_"
    + base64.urlsafe_b64encode(bytes(range(256)) * 2).decode() + "&oe=6F3",
    "https://files.example/a?X-Amz-Security-Token=" + quote(base64.b64encode(bytes(range(255)) * 4))
    + "&X-Amz-Signature=" + "9f" * 32,
    "https://site.example/9j/4AAQSk", "https://x.com/9j/4abcdefghijklmnopqrst",
    "https://app.example/cb?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    + base64.urlsafe_b64encode(b'{"sub":"1234567890","name":"invented","iat":1}' * 8).decode()
    + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "https://graph.example/s/eJyrVkrLz1eyUkpKLFKqBQAdegQ0" + "eJyrVkrLz1ey" * 8,
    "hxxps://site[.]example/watch?v=dQw4w9WgXcQ",
    "\n".join(sha256(bytes([n])).hexdigest() for n in range(60)),
    "SHA-512 " + "0f" * 64 + ", MD5 d41d8cd98f00b204e9800998ecf8427e, PDQ " + "f8" * 32,
    "123e4567-e89b-12d3-a456-426614174000, ticket #0000123456789012345678901234567890",
    "12 Long Street, Flat 3b, Springfield 12345-6789; +1 (202) 555-0143; name.surname@mail.example",
    "Donaudampfschifffahrtsgesellschaftskapitän Rindfleischetikettierungsüberwachungsaufgaben",
    "She gave consent to share <3 and he replied <later> or <image omitted> <Media omitted>",
    "The data: image/video, a post, and two comments. Also data, base64 and a JPEG were mentioned.",
    "It is a GIF89a of 20 MB. GIF, PNG, JPEG, PDF or ZIP; img and script are words.",
    "5 < 6 and 7 > 2.\nbegin 2024 with calls\nTO BOTH OFFICES, 555-0143",
    "50% off = 20% less; a=b; c=FF; path C:\\xampp\\x64\\data; 100%AD",
    "@" + "a" * 30 + " and @long_handle_with_numbers_0123456789_0123456789",
    "\n".join(f"survivor_photos_account_{n:04d}_BackupOfBackup_{n:06d}" for n in range(40)),
]
# fmt: on


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("kind", FORMATS)
def test_no_file_gets_in_as_text(kind, spelling, place):
    text = place.format(SPELLINGS[spelling](FORMATS[kind] + REST))

    with pytest.raises(NotAllowed) as refusal:
        refuse_imagery(text)

    assert refusal.value.code == "image_bytes"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "MP4", "PDF", "ZIP", "TIFF"])
@pytest.mark.parametrize("before", ["a", "ab", "abc", "https://site.example/p/", "img_"])
def test_what_stands_before_the_payload_does_not_hide_it(kind, before):
    with pytest.raises(NotAllowed, match="written out as letters"):
        refuse_imagery(before + base64.b64encode(FORMATS[kind] + REST).decode())


@pytest.mark.parametrize("text", [*DATA_ADDRESSES, *MARKUP])
def test_nothing_that_carries_or_calls_a_picture_gets_in(text):
    with pytest.raises(NotAllowed, match=r"^This text contains .*\.$"):
        refuse_imagery(text)


def test_a_piece_as_long_as_a_file_is_refused_though_nothing_in_it_is_known():
    unknown = "".join(chr(ord("a") + at * at % 23) for at in range(3_500))
    lines = "\n".join(("aB3" * 30)[:76] for _ in range(50))

    for text in (unknown, f"note {unknown[:1500]} end", f"https://a.example/{unknown}", lines):
        with pytest.raises(NotAllowed, match="as long as an encoded file"):
            refuse_imagery(text)


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_pass(text):
    refuse_imagery(text)


PROSE = st.lists(
    st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=14)
    | st.sampled_from([",", "…", "—", "(no)", "50%", "a=b", "5 < 6", "it's", "“yes”", "#1", "&"]),
    max_size=200,
).map(" ".join)


@given(PROSE)
def test_ordinary_prose_always_passes(prose):
    refuse_imagery(prose)


@given(st.binary(min_size=32, max_size=32))
def test_a_digest_passes_in_hex_and_in_base64(digest):
    refuse_imagery(f"SHA-256 {digest.hex()} or {base64.b64encode(digest).decode()}")


HOSTILE = [
    "<a " * 20_000,
    "data:" * 12_000,
    "%" * 60_000,
    "begin 644 a\n" * 5_000,
    ("a" * 999 + " ") * 60,
    "=4" * 30_000,
    "<" * 60_000,
    "&#" * 30_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_a_text_made_to_be_slow_gets_its_answer(text):
    """A pattern that runs back on itself would never come to the second line.

    How long the reading takes is measured in benchmarks/imagery.py.
    """
    answers = {answer(text) for _ in range(2)}

    assert len(answers) == 1


def answer(text: str) -> str:
    try:
        refuse_imagery(text)
    except NotAllowed as no:
        return no.code
    return "kept"
